/**
 * Which engine trains a network: the one asked for, or the best that this machine has.
 *
 * Left to itself it goes down a list, from graphics processors to plain JavaScript, and says what it passed over and
 * why. An engine asked for by name is never replaced. How engines are opened, and which have failed before, is the
 * caller's affair.
 */
import type { Network } from '../core/network/network';
import { EngineError } from './engine';
import { ENGINE_NAMES } from '../core/training/engineName';
import type { Engine } from './engine';
import type { EngineName } from '../core/training/engineName';

/** Best first; the graphics engines count only on hardware, because in software they lose to the CPU engines. */
const AUTOMATIC_ORDER: readonly { readonly name: EngineName; readonly onlyOnHardware: boolean }[] = [
  { name: 'tfjs-webgpu', onlyOnHardware: true },
  { name: 'tfjs-webgl', onlyOnHardware: true },
  { name: 'tfjs-wasm', onlyOnHardware: false },
  { name: 'tfjs-cpu', onlyOnHardware: false },
];

export interface SelectedEngine {
  readonly engine: Engine;
  /** Why this engine, in one sentence for a person. */
  readonly reason: string;
}

/** An engine that is not to be chosen, and why, in one sentence. */
export interface ExcludedEngine {
  readonly name: string;
  readonly reason: string;
}

/**
 * Opens the engine that is to train the network; those that were tried and passed over are disposed.
 * @param choice An engine's name, or `auto`.
 * @param excluded Engines that `auto` passes over.
 * @throws EngineError when the name is unknown, or when the engine cannot run here or cannot train the network.
 */
export async function selectEngine(
  choice: string,
  network: Network,
  open: (name: EngineName) => Promise<Engine>,
  excluded: readonly ExcludedEngine[] = [],
): Promise<SelectedEngine> {
  if (choice === 'auto') return selectAutomatically(network, open, excluded);
  const name = ENGINE_NAMES.find((known) => known === choice);
  if (name === undefined) {
    throw new EngineError(`There is no engine "${choice}"; expected auto, ${ENGINE_NAMES.join(', ')}.`);
  }
  const engine = await open(name);
  const refusal = engine.whyNot(network);
  if (refusal !== undefined) {
    engine.dispose();
    throw new EngineError(refusal);
  }
  return { engine, reason: `${name} was asked for by name.` };
}

async function selectAutomatically(
  network: Network,
  open: (name: EngineName) => Promise<Engine>,
  excluded: readonly ExcludedEngine[],
): Promise<SelectedEngine> {
  const passedOver: string[] = [];
  for (const { name, onlyOnHardware } of AUTOMATIC_ORDER) {
    const exclusion = excluded.find((engine) => engine.name === name);
    if (exclusion !== undefined) {
      passedOver.push(`${name} (${asClause(exclusion.reason)})`);
      continue;
    }
    const opened = await tryOpen(name, open);
    if (typeof opened === 'string') {
      passedOver.push(`${name} (${opened})`);
      continue;
    }
    const objection = objectionTo(opened, network, onlyOnHardware);
    if (objection === undefined) return { engine: opened, reason: reasonFor(opened, passedOver) };
    opened.dispose();
    passedOver.push(`${name} (${objection})`);
  }
  throw new EngineError(`No engine can train this network here: ${passedOver.join('; ')}.`);
}

/** The engine, or why it cannot be had. */
async function tryOpen(
  name: EngineName,
  open: (name: EngineName) => Promise<Engine>,
): Promise<Engine | string> {
  try {
    return await open(name);
  } catch (error) {
    if (error instanceof EngineError) return asClause(error.message);
    throw error;
  }
}

function objectionTo(engine: Engine, network: Network, onlyOnHardware: boolean): string | undefined {
  if (onlyOnHardware && !engine.hardware) {
    return 'only a software adapter, slower than the CPU engines';
  }
  const refusal = engine.whyNot(network);
  return refusal === undefined ? undefined : asClause(refusal);
}

function reasonFor(engine: Engine, passedOver: readonly string[]): string {
  const chosen = `${engine.name} is the best engine that this machine has for the network`;
  return passedOver.length === 0 ? `${chosen}.` : `${chosen}; passed over: ${passedOver.join('; ')}.`;
}

/** A sentence without its full stop, to stand in brackets. */
function asClause(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
