import { decodeSafetensors } from '/work/main/src/core/weights/safetensors';
for (const mb of [4, 16, 20]) {
  const json = Buffer.from(JSON.stringify({ __metadata__: { a: 'x'.repeat(mb * 1e6) } }));
  const len = Buffer.alloc(8); len.writeBigUInt64LE(BigInt(json.length));
  const t = performance.now(); const m = process.memoryUsage().rss;
  try { decodeSafetensors(Buffer.concat([len, json])); console.log('ok'); } catch (e) { console.log(String(e).slice(0, 200)); }
  console.log(mb, performance.now() - t, 'ms', (process.memoryUsage().rss - m) / 1e6, 'MB');
}
