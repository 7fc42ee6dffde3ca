/**
 * An engine over one tfjs backend, whichever it is.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../../core/network/network';
import type { WeightMap } from '../../core/weights/weightMap';
import { EngineError } from '../engine';
import type { Engine, Model } from '../engine';
import type { EngineName } from '../../core/training/engineName';
import { TfjsModel } from './tfjsModel';
import type { TfjsBackend } from './tfjsModel';

/** What opening a backend finds out about it. */
export interface OpenBackend {
  readonly name: EngineName;
  /** tfjs's own name, under which the backend is registered and ready. */
  readonly tfjsName: string;
  readonly adapter: string;
  readonly hardware: boolean;
  whyNot?(network: Network): string | undefined;
  /** What has gone wrong with the device since it was opened. */
  failure?(): string | undefined;
}

export class TfjsEngine implements Engine, TfjsBackend {
  readonly name: EngineName;
  readonly adapter: string;
  readonly hardware: boolean;
  private disposed = false;

  constructor(
    private readonly backend: OpenBackend,
    private readonly onDispose: () => void,
  ) {
    this.name = backend.name;
    this.adapter = backend.adapter;
    this.hardware = backend.hardware;
  }

  whyNot(network: Network): string | undefined {
    return this.backend.whyNot?.(network);
  }

  compile(network: Network, weights: WeightMap): Promise<Model> {
    return Promise.resolve().then(() => this.compileNow(network, weights));
  }

  private compileNow(network: Network, weights: WeightMap): Model {
    const reason = this.whyNot(network);
    if (reason !== undefined) throw new EngineError(reason);
    this.activate();
    return new TfjsModel(this, network, weights);
  }

  activate(): void {
    this.check();
    if (tf.getBackend() === this.backend.tfjsName) return;
    // Resolves at once for a backend that is ready: the switch has happened when this returns.
    void tf.setBackend(this.backend.tfjsName);
  }

  check(): void {
    if (this.disposed) throw new EngineError(`The engine ${this.name} has been disposed.`);
    const failure = this.backend.failure?.();
    if (failure !== undefined) throw new EngineError(`${this.name} on ${this.adapter} failed: ${failure}`);
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    tf.removeBackend(this.backend.tfjsName);
    this.onDispose();
  }
}
