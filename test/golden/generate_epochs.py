"""Makes epochs.json: what PyTorch, in float64, makes of one epoch of three networks on drawn digits.

The digits, the initial weights and the mini-batches come from `../numeric/epochInputs.ts`, the layers and the optimisers from
`generate.py`. The file holds the loss of every step and every tensor after the epoch.

Run with: python3 generate_epochs.py    (needs what generate.py needs, and `npm ci`)
"""
import json
import pathlib
import subprocess

import numpy
import torch

from generate import Net

HERE = pathlib.Path(__file__).parent


def train(case, x, labels):
    network = case["file"]
    net = Net(network, numpy.random.RandomState(0))
    for name, values in case["weights"].items():
        shape, learns = net.weights[name].shape, net.weights[name].requires_grad
        net.weights[name] = torch.tensor(values, dtype=torch.float64).reshape(shape).requires_grad_(learns)
    optimizer = net.optimizer()
    losses = []
    for step, batch in enumerate(case["batches"]):
        outputs, z, moved = net.run(x[batch], step)
        loss = net.loss(outputs, z, labels[batch])
        losses.append(float(loss.detach()))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        net.weights.update(moved)
    return {
        "name": case["name"],
        "losses": [float(f"{loss:.8g}") for loss in losses],
        "weights": {
            name: [float(f"{value:.6g}") for value in w.detach().reshape(-1).tolist()] for name, w in net.weights.items()
        },
    }


def main():
    made = subprocess.run(["npx", "tsx", HERE.parent / "numeric" / "epochInputs.ts"], cwd=HERE, check=True, capture_output=True).stdout
    inputs = json.loads(made)
    x = torch.tensor(inputs["images"]).double().reshape(inputs["count"], *inputs["imageShape"]) / 255
    labels = torch.tensor(inputs["labels"])
    lines = [json.dumps(train(case, x, labels), separators=(",", ":")) for case in inputs["cases"]]
    path = HERE / "epochs.json"
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n")
    print(f"{len(lines)} cases, {path.stat().st_size} bytes")


main()
