/**
 * An engine over one tfjs backend, whichever it is.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../../core/network/network';
import type { WeightMap } from '../../core/weights/weightMap';
import { EngineError } from '../engine';
import type { Engine, Model } from '../engine';
import type { EngineName } from '../../core/training/engineName';
import { messageOf } from '../../core/wording';
import { type DeviceFailure, deviceFailure, failureMessage } from './deviceFailure';
import { TfjsModel } from './tfjsModel';
import type { TfjsBackend } from './tfjsModel';

/** A read may fail a little before the device says that it is lost. */
const LOSS_DELAY_MS = 500;

/** What opening a backend finds out about it. */
export interface OpenBackend {
  readonly name: EngineName;
  /** tfjs's own name, under which the backend is registered and ready. */
  readonly tfjsName: string;
  readonly adapter: string;
  readonly hardware: boolean;
  whyNot?(network: Network): string | undefined;
  /** What has gone wrong with the device since it was opened. */
  failure?(): DeviceFailure | undefined;
  /** Resolves when the device is lost; `failure` then says how. */
  readonly lost?: Promise<unknown>;
}

export class TfjsEngine implements Engine, TfjsBackend {
  readonly name: EngineName;
  readonly adapter: string;
  readonly hardware: boolean;
  private disposed = false;
  /** What to tell those who wait for the device. */
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly backend: OpenBackend,
    private readonly onDispose: () => void,
  ) {
    this.name = backend.name;
    this.adapter = backend.adapter;
    this.hardware = backend.hardware;
    void backend.lost?.then(() => {
      for (const giveUp of this.waiting) giveUp();
    });
  }

  whyNot(network: Network): string | undefined {
    return this.backend.whyNot?.(network);
  }

  compile(network: Network, weights: WeightMap, optimizerState?: WeightMap): Promise<Model> {
    return this.running(() => {
      const reason = this.whyNot(network);
      if (reason !== undefined) throw new EngineError(reason);
      return Promise.resolve(new TfjsModel(this, network, weights, optimizerState));
    });
  }

  activate(): void {
    this.check();
    if (tf.getBackend() === this.backend.tfjsName) return;
    // Resolves at once for a backend that is ready: the switch has happened when this returns.
    void tf.setBackend(this.backend.tfjsName);
  }

  async running<T>(work: () => Promise<T>): Promise<T> {
    try {
      this.activate();
      const result = await this.unlessLost(work());
      this.check();
      return result;
    } catch (error) {
      throw error instanceof EngineError ? error : await this.explained(error);
    }
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    tf.removeBackend(this.backend.tfjsName);
    this.onDispose();
  }

  /** Throws an EngineError when the engine is disposed or its device has failed. */
  private check(): void {
    if (this.disposed) throw new EngineError(`The engine ${this.name} has been disposed.`);
    const failure = this.backend.failure?.();
    if (failure !== undefined) throw this.errorOf(failure);
  }

  /** Settles as the work does, or when the device is lost: tfjs may then wait for ever. */
  private unlessLost<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        reject(new Error('The device was lost.'));
      };
      this.waiting.add(giveUp);
      void work.then(resolve, reject).finally(() => this.waiting.delete(giveUp));
    });
  }

  /** The error that says what the device has to do with what tfjs has thrown. */
  private async explained(error: unknown): Promise<unknown> {
    const { backend } = this;
    if (backend.lost !== undefined && backend.failure?.() === undefined) {
      await Promise.race([backend.lost, new Promise((resolve) => setTimeout(resolve, LOSS_DELAY_MS))]);
    }
    const failure = backend.failure?.();
    if (failure !== undefined) return this.errorOf(failure);
    const thrown = deviceFailure(messageOf(error), 'other');
    return thrown.kind === 'outOfMemory' ? this.errorOf(thrown) : error;
  }

  private errorOf(failure: DeviceFailure): EngineError {
    return new EngineError(failureMessage(this.name, this.adapter, failure), failure.kind);
  }
}
