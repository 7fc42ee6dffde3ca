/**
 * tfjs's WebGL backend: the graphics processor where there is no WebGPU.
 */
import * as tf from '@tensorflow/tfjs-core';
import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { EngineError } from '../engine';
import { type DeviceFailure, deviceFailure } from './deviceFailure';
import { registerBackend } from './registerBackend';
import type { OpenBackend } from './tfjsEngine';

/** How renderers that are programs, not graphics processors, call themselves. */
const SOFTWARE_RENDERERS = /swiftshader|llvmpipe|softpipe|software|basic render/i;

export async function openWebgl(): Promise<OpenBackend> {
  const environment = tf.env();
  // A software renderer is allowed: whoever asks for this engine by name gets it, and `auto` passes it over.
  environment.set('SOFTWARE_WEBGL_ENABLED', true);
  // Small tensors too are computed where the large ones are, so that all numbers come from one processor.
  environment.set('WEBGL_CPU_FORWARD', false);
  // Packed textures hold four numbers a texel and leave rubbish in the corners of odd shapes; where that is infinite,
  // tfjs's packed matrix product turns it into NaN in every result.
  environment.set('WEBGL_PACK', false);
  if (typeof OffscreenCanvas === 'undefined' && typeof document === 'undefined') {
    throw new EngineError('tfjs-webgl cannot run here: there is no canvas to draw on.');
  }
  if (environment.getNumber('WEBGL_VERSION') !== 2) {
    throw new EngineError('tfjs-webgl cannot run here: this machine offers no WebGL 2.');
  }
  if (!environment.getBool('WEBGL_RENDER_FLOAT32_CAPABLE')) {
    throw new EngineError(
      'tfjs-webgl cannot run here: this graphics processor computes in half precision only.',
    );
  }
  const backend = new MathBackendWebGL();
  const { gl } = backend.gpgpu;
  await registerBackend('tfjs-webgl', 'webgl', () => backend);
  const renderer = rendererName(gl);
  const software = SOFTWARE_RENDERERS.test(renderer);
  return {
    name: 'tfjs-webgl',
    tfjsName: 'webgl',
    adapter: software ? `${renderer} (software)` : renderer,
    hardware: !software,
    failure: () => contextFailure(gl),
    // tfjs waits for ever for a context that is lost.
    lost: new Promise((resolve) => {
      gl.canvas.addEventListener('webglcontextlost', resolve, { once: true });
    }),
  };
}

function contextFailure(gl: WebGLRenderingContext): DeviceFailure | undefined {
  if (gl.isContextLost()) return { kind: 'deviceLost', what: 'the WebGL context was lost' };
  // This waits for the graphics processor; the engine asks around whole pieces of work only.
  const outOfMemory = gl.getError() === gl.OUT_OF_MEMORY;
  return outOfMemory ? deviceFailure('WebGL says: out of memory', 'outOfMemory') : undefined;
}

function rendererName(gl: WebGLRenderingContext): string {
  const extension = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(extension?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER);
  return typeof name === 'string' && name !== '' ? name : 'an unnamed WebGL renderer';
}
