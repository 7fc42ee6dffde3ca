/**
 * The tensors of a model: its weights and its optimiser's state, by the names that they have in a checkpoint.
 *
 * Tensors never change: a step puts new ones in their place. A moment to go back to is therefore a list of references,
 * which costs no time, and memory only while both are held.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { OptimizerConfig } from '../../core/hyperparameters/hyperparameters';
import type { WeightSpec } from '../../core/layers/weights';
import type { WeightMap } from '../../core/weights/weightMap';
import { describeShape, quote, quoteAll } from '../../core/wording';
import { EngineError } from '../engine';
import { stateSlots, type StateSlot } from './optimizers';

/** All tensors of a model between two steps. */
export type Moment = ReadonlyMap<string, Tensor>;

/** The name of a tensor of the optimiser's state. */
export function stateName(weight: string, slot: StateSlot): string {
  return `${weight}/${slot}`;
}

export class ModelTensors {
  private tensors: Moment = new Map();
  /** Moments that are needed besides the present one, and how often. */
  private readonly held = new Map<Moment, number>();

  /** The present moment; it stays as it is when the model moves on. */
  now(): Moment {
    return this.tensors;
  }

  get(name: string): Tensor {
    const tensor = this.tensors.get(name);
    if (tensor === undefined)
      throw new EngineError(`The model has no tensor "${name}"; it may have been disposed.`);
    return tensor;
  }

  /** Keeps the tensors of a moment, or of a part of one, until it is let go as often as it was held. */
  hold(moment: Moment): Moment {
    this.held.set(moment, (this.held.get(moment) ?? 0) + 1);
    return moment;
  }

  letGo(moment: Moment): void {
    const holders = this.held.get(moment) ?? 0;
    if (holders > 1) this.held.set(moment, holders - 1);
    else {
      this.held.delete(moment);
      this.free(moment);
    }
  }

  /** Moves to another moment, and frees what only the one before needed. */
  moveTo(next: Moment): void {
    const before = this.tensors;
    this.tensors = next;
    this.free(before);
  }

  /** Frees everything, whoever holds it. */
  dispose(): void {
    const all = [...this.held.keys()];
    this.held.clear();
    this.moveTo(new Map());
    for (const moment of all) this.free(moment);
  }

  private free(moment: Moment): void {
    const needed = [this.tensors, ...this.held.keys()];
    for (const [name, tensor] of moment) {
      if (!needed.some((other) => other.get(name) === tensor)) tensor.dispose();
    }
  }
}

/**
 * The weights as tensors.
 * @throws EngineError when a tensor has not the shape that the network needs.
 */
export function weightTensors(specs: readonly WeightSpec[], given: WeightMap): Map<string, Tensor> {
  const wanted = specs.filter(({ name }) => given.has(name));
  return uploaded(wanted, given);
}

/**
 * The optimiser's state as tensors: zeros where none is given. The velocities of `sgd` may be missing all together: a
 * momentum that is 0 keeps none.
 * @throws EngineError when a tensor is missing, is none of this optimiser's, or has not its weight's shape.
 */
export function stateTensors(
  trainable: readonly WeightSpec[],
  optimizer: OptimizerConfig,
  given: WeightMap | undefined,
): Map<string, Tensor> {
  if (given === undefined) {
    const wanted = statesOf(trainable, stateSlots(optimizer));
    return new Map(wanted.map(({ name, shape }) => [name, tf.zeros([...shape])]));
  }
  if (optimizer.type === 'sgd' && given.size === 0) return new Map();
  const wanted = statesOf(trainable, optimizer.type === 'sgd' ? ['velocity'] : stateSlots(optimizer));
  const names = new Set(wanted.map(({ name }) => name));
  const missing = wanted.find(({ name }) => !given.has(name));
  if (missing !== undefined) {
    throw new EngineError(
      `The optimiser's state lacks the tensor ${quote(missing.name)} of shape ${describeShape(missing.shape)}, ` +
        `which ${optimizer.type} needs; it has ${listed([...given.keys()])}.`,
    );
  }
  const strange = [...given.keys()].find((name) => !names.has(name));
  if (strange !== undefined) {
    throw new EngineError(
      `The optimiser's state has a tensor ${quote(strange)}, which ${optimizer.type} does not keep for this network; it ` +
        `keeps ${listed([...names])}.`,
    );
  }
  return uploaded(wanted, given);
}

interface NamedShape {
  readonly name: string;
  readonly shape: WeightSpec['shape'];
}

function statesOf(trainable: readonly WeightSpec[], slots: readonly StateSlot[]): NamedShape[] {
  return trainable.flatMap(({ name, shape }) =>
    slots.map((slot) => ({ name: stateName(name, slot), shape })),
  );
}

function uploaded(wanted: readonly NamedShape[], given: WeightMap): Map<string, Tensor> {
  for (const { name, shape } of wanted) {
    const found = given.get(name)?.shape ?? [];
    if (found.join() !== shape.join()) {
      throw new EngineError(
        `Tensor ${quote(name)} has shape ${describeShape(found)}, but the network needs ${describeShape(shape)}.`,
      );
    }
  }
  return new Map(
    wanted.map(({ name, shape }) => {
      const values = given.get(name)?.values ?? new Float32Array(0);
      // A copy: the CPU backend would keep the caller's array.
      return [name, tf.tensor(values.slice(), [...shape])];
    }),
  );
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : quoteAll(names);
}
