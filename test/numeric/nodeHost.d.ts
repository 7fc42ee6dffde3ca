import type { EngineHost } from '../../src/engine/tfjs/openEngine';
export declare const nodeHost: EngineHost;
