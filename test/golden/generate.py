"""Makes golden.json: what PyTorch, in float64, says about every layer, activation, loss and optimiser.

Each case is a small network in the file format of `*.nn.json`, a dozen random images, labels and initial weights, and
what must come of them: loss, gradients, weights after one and after three mini-batches, outputs in inference. The
layers are written here once more, from the file format's words, over torch's own operations; nothing is shared with
the engines but the file. Dropout masks come from the counter-based hash, reimplemented below.

Run with: python3 generate.py    (Debian: apt install python3-torch; made with PyTorch 1.13)
"""
import json
import math
import pathlib

import numpy
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
COUNT = 11  # Batches of 4, 4 and 3: the last one is smaller.
BATCHES = [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10]]
SEED = 7


# --- the network file ------------------------------------------------------------------------------------------------

def shape_after(config, shapes):
    """Output shape without the batch axis, for the layers whose weights depend on their input's shape."""
    kind, shape = config["type"], shapes[0] if shapes else None
    if kind == "Input":
        return config["shape"]
    if kind == "Dense":
        return [config["units"]]
    if kind in ("Conv2D", "MaxPooling2D", "AveragePooling2D"):
        window, strides, padding, _ = window_of(config)
        size = [
            math.ceil(n / s) if padding == "same" else (n - k) // s + 1
            for n, k, s in zip(shape[:2], window, strides)
        ]
        return size + [config["filters"] if kind == "Conv2D" else shape[2]]
    if kind == "Flatten":
        return [math.prod(shape)]
    if kind == "Reshape":
        target = list(config["targetShape"])
        if -1 in target:
            target[target.index(-1)] = -math.prod(shape) // math.prod(target)
        return target
    if kind == "GlobalAveragePooling2D":
        return [shape[2]]
    if kind == "Concatenate":
        axis = config.get("axis", -1)
        axis = axis - 1 if axis > 0 else axis
        result = list(shape)
        result[axis] = sum(s[axis] for s in shapes)
        return result
    return list(shape)


def window_of(config):
    pair = lambda value: [value, value] if isinstance(value, int) else list(value)
    if config["type"] == "Conv2D":
        return pair(config["kernelSize"]), pair(config.get("strides", 1)), config.get("padding", "valid"), None
    pool = pair(config.get("poolSize", 2))
    return pool, pair(config.get("strides", pool)), config.get("padding", "valid"), None


def weight_shapes(config, shapes):
    kind, shape = config["type"], shapes[0] if shapes else None
    if kind == "Dense":
        result = {"kernel": [shape[0], config["units"]], "bias": [config["units"]]}
    elif kind == "Conv2D":
        window = window_of(config)[0]
        result = {"kernel": window + [shape[2], config["filters"]], "bias": [config["filters"]]}
    elif kind == "BatchNormalization":
        return {name: [shape[-1]] for name in ("gamma", "beta", "movingMean", "movingVariance")}
    else:
        return {}
    if not config.get("useBias", True):
        del result["bias"]
    return result


# --- the layers ------------------------------------------------------------------------------------------------------

def activate(name, z):
    return {
        "linear": lambda: z,
        "step": lambda: (z >= 0).to(z.dtype) + 0 * z,
        "sigmoid": lambda: torch.sigmoid(z),
        "tanh": lambda: torch.tanh(z),
        "relu": lambda: torch.relu(z),
        "leakyRelu": lambda: F.leaky_relu(z, 0.2),
        "elu": lambda: F.elu(z),
        "gelu": lambda: F.gelu(z),
        "softplus": lambda: F.softplus(z, threshold=1000),
        "swish": lambda: F.silu(z),
        "softmax": lambda: torch.softmax(z, -1),
    }[name]()


def pad_same(x, window, strides, value=0.0):
    """TensorFlow's `same` for [batch, channels, height, width]: the odd pixel at the bottom and the right."""
    amounts = []
    for n, k, s in zip(x.shape[2:], window, strides):
        total = max(0, (math.ceil(n / s) - 1) * s + k - n)
        amounts.append((total // 2, total - total // 2))
    (top, bottom), (left, right) = amounts
    return F.pad(x, (left, right, top, bottom), value=value)


def windowed(config, x, weights):
    """Convolution and pooling; x and result [batch, height, width, channels]."""
    window, strides, padding, _ = window_of(config)
    x = x.permute(0, 3, 1, 2)
    same = padding == "same"
    if config["type"] == "Conv2D":
        image = pad_same(x, window, strides) if same else x
        y = F.conv2d(image, weights["kernel"].permute(3, 2, 0, 1), weights.get("bias"), stride=strides)
    elif config["type"] == "MaxPooling2D":
        image = pad_same(x, window, strides, -math.inf) if same else x
        y = F.max_pool2d(image, window, strides)
    else:
        image, ones = x, torch.ones_like(x)
        if same:
            image, ones = pad_same(image, window, strides), pad_same(ones, window, strides)
        y = F.avg_pool2d(image, window, strides) / F.avg_pool2d(ones, window, strides)
    return y.permute(0, 2, 3, 1)


def batch_normalization(config, x, weights, training, moved):
    epsilon, momentum = config.get("epsilon", 0.001), config.get("momentum", 0.99)
    mean, variance = weights["movingMean"], weights["movingVariance"]
    if training:
        axes = tuple(range(x.dim() - 1))
        mean, variance = x.mean(axes), x.var(axes, unbiased=False)
        for name, batch in (("movingMean", mean), ("movingVariance", variance)):
            moved[name] = (weights[name] * momentum + batch * (1 - momentum)).detach()
    return weights["gamma"] * (x - mean) / torch.sqrt(variance + epsilon) + weights["beta"]


def mix(x):
    x &= 0xFFFFFFFF
    x = ((x ^ (x >> 16)) * 0x7FEB352D) & 0xFFFFFFFF
    x = ((x ^ (x >> 15)) * 0x846CA68B) & 0xFFFFFFFF
    return x ^ (x >> 16)


def dropout_mask(seed, layer, step, shape, rate):
    h = 0x811C9DC5
    for character in f"{seed}/{layer}":
        h = ((h ^ ord(character)) * 0x01000193) & 0xFFFFFFFF
    step_key = mix(mix(h) + step)
    threshold = round(rate * 2**32)
    values = [0.0 if mix(step_key ^ mix(e)) < threshold else 1 / (1 - rate) for e in range(math.prod(shape))]
    return torch.tensor(values).reshape(shape)


class Net:
    def __init__(self, network, generator):
        self.layers = network["layers"]
        self.training = network["training"]
        self.inputs = {id: [a for a, b in network["edges"] if b == id] for id in self.layers}
        shapes, self.weights = {}, {}
        for id, config in self.layers.items():
            inputs = [shapes[source] for source in self.inputs[id]]
            shapes[id] = shape_after(config, inputs)
            for role, shape in weight_shapes(config, inputs).items():
                values = generator.normal(0, 0.5, shape)
                if role in ("gamma", "movingVariance"):
                    values = numpy.abs(values) + 0.5
                # Four decimals as the engines read them: rounded to float32.
                values = numpy.round(values, 4).astype(numpy.float32).astype(numpy.float64)
                self.weights[f"{id}.{role}"] = torch.tensor(values, requires_grad=not role.startswith("moving"))

    def run(self, x, step):
        """Outputs of all layers, z of the last one, and new moving statistics; inference when step is None."""
        outputs, moved, z = {}, {}, None
        for id, config in self.layers.items():
            inputs = [outputs[source] for source in self.inputs[id]]
            own = {k.rsplit(".", 1)[1]: v for k, v in self.weights.items() if k.rsplit(".", 1)[0] == id}
            kind, y = config["type"], inputs[0] if inputs else x
            if kind == "Dense":
                y = y @ own["kernel"]
                y = y + own["bias"] if "bias" in own else y
            elif kind in ("Conv2D", "MaxPooling2D", "AveragePooling2D"):
                y = windowed(config, y, own)
            elif kind == "Flatten":
                y = y.reshape(y.shape[0], -1)
            elif kind == "Reshape":
                y = y.reshape([y.shape[0]] + config["targetShape"])
            elif kind == "GlobalAveragePooling2D":
                y = y.mean((1, 2))
            elif kind == "Dropout" and step is not None:
                y = y * dropout_mask(self.training["seed"], id, step, y.shape, config["rate"])
            elif kind == "BatchNormalization":
                own_moved = {}
                y = batch_normalization(config, y, own, step is not None, own_moved)
                moved.update({f"{id}.{role}": value for role, value in own_moved.items()})
            elif kind == "Add":
                y = sum(inputs)
            elif kind == "Concatenate":
                y = torch.cat(inputs, config.get("axis", -1))
            z = y
            outputs[id] = activate(config.get("activation", "linear"), z)
        return outputs, z, moved

    def last(self):
        id = list(self.layers)[-1]
        return id, self.layers[id].get("activation", "linear")

    def loss(self, outputs, z, labels):
        id, activation = self.last()
        a = outputs[id]
        y = F.one_hot(labels, a.shape[-1]).to(a.dtype)
        kind, margin = self.training["loss"], 1e-7
        if kind == "quadratic":
            total = 0.5 * ((y - a) ** 2).sum()
        elif kind == "categoricalCrossentropy":
            if activation == "softmax":
                return F.cross_entropy(z, labels)
            p = (a / a.sum(-1, keepdim=True)).clamp(margin, 1 - margin)
            total = -(y * p.log()).sum()
        else:
            if activation == "sigmoid":
                total = F.binary_cross_entropy_with_logits(z, y, reduction="sum")
            else:
                p = a.clamp(margin, 1 - margin)
                total = F.binary_cross_entropy(p, y, reduction="sum")
        return total / len(labels)

    def optimizer(self):
        config = self.training["optimizer"]
        learned = [w for w in self.weights.values() if w.requires_grad]
        rate = config["learningRate"]
        if config["type"] == "sgd":
            return torch.optim.SGD(
                learned, rate, momentum=config.get("momentum", 0), nesterov=config.get("nesterov", False)
            )
        if config["type"] == "adam":
            betas = (config.get("beta1", 0.9), config.get("beta2", 0.999))
            return torch.optim.Adam(learned, rate, betas=betas, eps=config.get("epsilon", 1e-7))
        return torch.optim.RMSprop(learned, rate, alpha=config.get("rho", 0.9), eps=config.get("epsilon", 1e-7))


# --- one case --------------------------------------------------------------------------------------------------------

def numbers(tensor):
    return [float(f"{value:.8g}") for value in tensor.detach().reshape(-1).tolist()]


def make_case(number, name, layers, edges=None, training=None, input_shape=(3, 4, 1)):
    layers = {"input": {"type": "Input", "shape": list(input_shape)}, **layers}
    ids = list(layers)
    network = {
        "version": 1,
        "name": name,
        "layers": layers,
        "edges": edges or [[a, b] for a, b in zip(ids, ids[1:])],
        "training": {
            "dataset": {"idx": "golden"},
            "loss": "quadratic",
            "optimizer": {"type": "sgd", "learningRate": 0.5},
            "batchSize": 4,
            "shuffle": False,
            "seed": SEED,
            **(training or {}),
        },
    }
    generator = numpy.random.RandomState(1000 + number)
    net = Net(network, generator)
    images = generator.randint(0, 256, (COUNT, *input_shape)).astype(numpy.uint8)
    x = torch.tensor(images / 255.0)
    initial = {name: numbers(w) for name, w in net.weights.items()}
    with torch.no_grad():
        units = net.run(x, None)[0][ids[-1]].shape[-1]
    labels = torch.tensor(generator.randint(0, units, COUNT))

    optimizer = net.optimizer()
    losses, gradients, after = [], {}, []
    for step, batch in enumerate(BATCHES):
        outputs, z, moved = net.run(x[batch], step)
        loss = net.loss(outputs, z, labels[batch])
        losses.append(float(loss.detach()))
        optimizer.zero_grad()
        loss.backward()
        if step == 0:
            gradients = {
                name: numbers(w.grad if w.grad is not None else torch.zeros_like(w))
                for name, w in net.weights.items()
                if w.requires_grad
            }
        optimizer.step()
        for moved_name, value in moved.items():
            net.weights[moved_name] = value
        after.append({name: numbers(w) for name, w in net.weights.items()})
    with torch.no_grad():
        outputs, z, _ = net.run(x, None)
        output = outputs[ids[-1]]
        evaluation = {
            "loss": float(net.loss(outputs, z, labels)),
            "accuracy": float((output.argmax(-1) == labels).double().mean()),
        }
    return {
        "network": network,
        "images": images.reshape(-1).tolist(),
        "labels": labels.tolist(),
        "initialWeights": initial,
        "losses": losses,
        "gradients": gradients,
        "weightsAfterStep1": after[0],
        "weightsAfterStep3": after[2],
        "evaluation": evaluation,
        "output": numbers(output),
    }


# --- the cases -------------------------------------------------------------------------------------------------------

def dense(units, activation="linear", **more):
    return {"type": "Dense", "units": units, "activation": activation, **more}


def conv(filters, size, **more):
    return {"type": "Conv2D", "filters": filters, "kernelSize": size, **more}


FLATTEN = {"type": "Flatten"}
SOFTMAX_LOSS = {"loss": "categoricalCrossentropy"}


def cases():
    for activation in (
        "linear step sigmoid tanh relu leakyRelu elu gelu softplus swish softmax".split()
    ):
        yield f"activation {activation}", {
            "flatten": FLATTEN, "hidden": dense(5, activation), "output": dense(4, "sigmoid")
        }
    yield "activation gelu in a layer of its own", {
        "flatten": FLATTEN, "hidden": dense(5), "gelu": {"type": "Activation", "activation": "gelu"}, "output": dense(3)
    }
    yield "dense without bias", {
        "flatten": FLATTEN, "hidden": dense(5, "tanh", useBias=False), "output": dense(4, useBias=False)
    }

    for loss, activation in (
        ("quadratic", "linear"),
        ("quadratic", "softmax"),
        ("categoricalCrossentropy", "softmax"),
        ("binaryCrossentropy", "sigmoid"),
        ("binaryCrossentropy", "softmax"),
    ):
        yield f"loss {loss} after {activation}", {
            "flatten": FLATTEN, "hidden": dense(6, "tanh"), "output": dense(4, activation)
        }, {"loss": loss}
    yield "loss categoricalCrossentropy after a flattened softmax", {
        "flatten": FLATTEN, "output": dense(4, "softmax"), "flat": FLATTEN
    }, SOFTMAX_LOSS
    yield "loss categoricalCrossentropy after a softmax layer", {
        "flatten": FLATTEN, "output": dense(4), "softmax": {"type": "Activation", "activation": "softmax"}
    }, SOFTMAX_LOSS

    for optimizer in (
        {"type": "sgd", "learningRate": 3},
        {"type": "sgd", "learningRate": 0.3, "momentum": 0.9},
        {"type": "sgd", "learningRate": 0.3, "momentum": 0.9, "nesterov": True},
        {"type": "adam", "learningRate": 0.01},
        {"type": "adam", "learningRate": 0.05, "beta1": 0.8, "beta2": 0.95, "epsilon": 0.001},
        {"type": "rmsprop", "learningRate": 0.01},
        {"type": "rmsprop", "learningRate": 0.02, "rho": 0.7, "epsilon": 0.01},
    ):
        yield f"optimizer {json.dumps(optimizer)}", {
            "flatten": FLATTEN, "hidden": dense(5, "sigmoid"), "output": dense(4, "softmax")
        }, {"optimizer": optimizer, **SOFTMAX_LOSS}

    # A gentle rate: where the softmax saturates, rounding alone moves a float32 run away from a float64 one.
    gentle = {**SOFTMAX_LOSS, "optimizer": {"type": "sgd", "learningRate": 0.1}}
    image = {"input_shape": (6, 5, 2)}
    head = {"flatten": FLATTEN, "output": dense(4, "softmax")}
    for name, layer in {
        "valid": conv(3, 3, activation="relu"),
        "same": conv(3, 3, padding="same", activation="tanh"),
        "same, strides 2": conv(3, 3, padding="same", strides=2),
        "same, strides [3, 2], kernel [2, 4]": conv(2, [2, 4], padding="same", strides=[3, 2], activation="elu"),
        "valid, strides [2, 1], no bias": conv(2, [3, 2], strides=[2, 1], useBias=False, activation="sigmoid"),
    }.items():
        yield f"Conv2D {name}", {"conv": layer, **head}, gentle, image
    # tfjs's WebGPU backend takes another shader where there is this much to do.
    yield "Conv2D of a larger image", {
        "conv": conv(3, 3, padding="same", activation="tanh"), **head
    }, gentle, {"input_shape": (10, 9, 2)}
    yield "two Conv2D layers", {
        "first": conv(3, 2, activation="swish"), "second": conv(4, 3, padding="same", activation="relu"), **head
    }, gentle, image
    yield "softmax over the channels of a Conv2D", {"conv": conv(3, 3, activation="softmax"), **head}, gentle, image

    for kind in ("MaxPooling2D", "AveragePooling2D"):
        for name, settings in {
            "of 2": {},
            "of 2, same": {"padding": "same"},
            "of 3, strides 2, same": {"poolSize": 3, "strides": 2, "padding": "same"},
            "of [3, 2], strides 1": {"poolSize": [3, 2], "strides": 1},
            "of 2, strides 3": {"poolSize": 2, "strides": 3},
            "of 2, strides 3, same": {"poolSize": 2, "strides": 3, "padding": "same"},
        }.items():
            yield f"{kind} {name}", {
                "conv": conv(3, 2, padding="same"), "pool": {"type": kind, **settings}, **head
            }, gentle, image
    yield "GlobalAveragePooling2D", {
        "conv": conv(4, 3, activation="relu"), "pool": {"type": "GlobalAveragePooling2D"}, "output": dense(3, "softmax")
    }, gentle, image

    for rate in (0.5, 0.25):
        yield f"Dropout {rate}", {
            "flatten": FLATTEN,
            "hidden": dense(9, "tanh"),
            "drop": {"type": "Dropout", "rate": rate},
            "output": dense(4, "softmax"),
        }, gentle
    # No bias before a normalisation: its gradient would be exactly 0, and nothing is relative to 0.
    yield "BatchNormalization after Dense", {
        "flatten": FLATTEN, "hidden": dense(5, useBias=False), "norm": {"type": "BatchNormalization"},
        "output": dense(4, "sigmoid"),
    }
    yield "BatchNormalization of the input, own settings", {
        "flatten": FLATTEN, "norm": {"type": "BatchNormalization", "momentum": 0.6, "epsilon": 0.05}, "output": dense(4)
    }, {"optimizer": {"type": "sgd", "learningRate": 0.05}}
    yield "BatchNormalization after Conv2D", {
        "conv": conv(3, 3, useBias=False), "norm": {"type": "BatchNormalization", "momentum": 0.9}, **head
    }, gentle, image

    yield "Add", {
        "flatten": FLATTEN, "a": dense(5, "tanh"), "b": dense(5, "relu"), "add": {"type": "Add"}, "output": dense(4)
    }, {"optimizer": {"type": "sgd", "learningRate": 0.1}}, {
        "edges": [
            ["input", "flatten"], ["flatten", "a"], ["a", "b"], ["a", "add"], ["b", "add"], ["flatten", "c"],
            ["c", "add"], ["add", "output"],
        ],
        "extra": {"c": dense(5)},
    }
    yield "Concatenate", {
        "flatten": FLATTEN, "a": dense(3, "tanh"), "b": dense(2, "swish"), "join": {"type": "Concatenate"},
        "output": dense(4, "softmax"),
    }, gentle, {
        "edges": [["input", "flatten"], ["flatten", "a"], ["a", "b"], ["b", "join"], ["a", "join"], ["join", "output"]],
    }
    yield "Concatenate of images along their height", {
        "a": conv(2, 3), "b": conv(2, [2, 3], activation="relu"), "join": {"type": "Concatenate", "axis": 1}, **head
    }, gentle, {
        **image,
        "edges": [["input", "a"], ["input", "b"], ["a", "join"], ["b", "join"], ["join", "flatten"], ["flatten", "output"]],
    }
    yield "Reshape", {
        "flatten": FLATTEN, "hidden": dense(12, "tanh"), "image": {"type": "Reshape", "targetShape": [2, -1, 3]},
        "conv": conv(2, 2), **{"flat": FLATTEN, "output": dense(3, "softmax")},
    }, gentle
    yield "Reshape without Conv2D", {
        "flatten": FLATTEN, "hidden": dense(12, "tanh"), "image": {"type": "Reshape", "targetShape": [2, -1, 3]},
        "pool": {"type": "GlobalAveragePooling2D"}, "output": dense(3, "softmax"),
    }, gentle


def main():
    made = []
    for number, case in enumerate(cases()):
        name, layers, training, more = (*case, {}, {})[:4] if len(case) < 4 else case
        more = dict(more)
        extra = more.pop("extra", {})
        if extra:
            # Layers that the edges name, before the one that merges them.
            position = list(layers).index("add")
            items = list(layers.items())
            layers = dict(items[:position] + list(extra.items()) + items[position:])
        made.append(make_case(number, name, layers, training=training, **more))
    path = pathlib.Path(__file__).with_name("golden.json")
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in made)
    path.write_text(f'{{"count":{COUNT},"batches":{json.dumps(BATCHES)},"cases":[\n{lines}\n]}}\n')
    print(f"{len(made)} cases, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
