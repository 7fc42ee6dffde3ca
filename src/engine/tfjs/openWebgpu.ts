/**
 * tfjs's WebGPU backend, on a device that we ask for ourselves, to know whether it is hardware and to hear when it fails.
 */
import * as tf from '@tensorflow/tfjs-core';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { EngineError } from '../engine';
import { type DeviceFailure, deviceFailure } from './deviceFailure';
import { registerBackend } from './registerBackend';
import type { OpenBackend } from './tfjsEngine';

/** Limits that tfjs's kernels make use of; everything an adapter has beyond WebGPU's minimum must be asked for. */
const USED_LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const;

export async function openWebgpu(): Promise<OpenBackend> {
  const adapter = await requestAdapter();
  const device = await adapter.requestDevice({
    requiredLimits: Object.fromEntries(USED_LIMITS.map((limit) => [limit, adapter.limits[limit]])),
  });
  let failure: DeviceFailure | undefined;
  const lost = device.lost.then(({ message, reason }) => {
    // A loss is the graver of two failures, but says less than that memory ran out.
    if (failure?.kind === 'outOfMemory') return;
    failure = deviceFailure(`the device was lost (${message === '' ? reason : message})`, 'deviceLost');
  });
  device.addEventListener('uncapturederror', ({ error }) => {
    failure ??= deviceFailure(error.message, error instanceof GPUOutOfMemoryError ? 'outOfMemory' : 'other');
  });

  // Small tensors too are computed where the large ones are, so that all numbers come from one processor.
  tf.env().set('WEBGPU_CPU_FORWARD', false);
  await registerBackend('tfjs-webgpu', 'webgpu', () => new WebGPUBackend(device, adapter.info));
  const software = isSoftware(adapter);
  // A software adapter is several times slower at a convolution in one shader than at rearranging and multiplying.
  tf.env().set('WEBGPU_CONV_SEPARATE_IM2COL_SHADER', software);
  const name = adapterName(adapter.info);
  return {
    name: 'tfjs-webgpu',
    tfjsName: 'webgpu',
    adapter: software ? `${name} (software)` : name,
    hardware: !software,
    failure: () => failure,
    lost,
  };
}

async function requestAdapter(): Promise<GPUAdapter> {
  // Typed as always there, but older browsers and insecure pages have none.
  const gpu = (globalThis.navigator as { gpu?: GPU } | undefined)?.gpu;
  if (gpu === undefined) throw new EngineError('tfjs-webgpu cannot run here: this machine offers no WebGPU.');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) {
    throw new EngineError(
      'tfjs-webgpu cannot run here: WebGPU is present, but no graphics adapter was granted.',
    );
  }
  return adapter;
}

function isSoftware({ info }: GPUAdapter): boolean {
  return info.isFallbackAdapter || (info.vendor === 'google' && info.architecture === 'swiftshader');
}

function adapterName(info: GPUAdapterInfo): string {
  if (info.description !== '') return info.description;
  const parts = [info.vendor, info.architecture, info.device].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' ') : 'an unnamed WebGPU adapter';
}
