/**
 * The licences of everything that the bundles contain, as one text: their authors ask for no more than to be named.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Packages that esbuild read a bundle's sources from, found by the paths of its inputs.
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @returns {string[]} folders below the project, e.g. `node_modules/uplot`, sorted
 */
export function bundledPackages(metafiles) {
  const folders = metafiles.flatMap(({ inputs }) =>
    Object.keys(inputs).flatMap((input) => {
      // An input that starts otherwise, "(disabled):…", was left out of the bundle.
      const match = /^(node_modules\/(?:.*node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(input);
      return match?.[1] === undefined ? [] : [match[1]];
    }),
  );
  return [...new Set(folders)].sort();
}

/**
 * Name, version, licence and licence text of each package.
 * @param {readonly string[]} folders
 */
export async function thirdPartyNotices(folders) {
  const notices = await Promise.all(folders.map(notice));
  return `Layerwire contains the following software.\n\n${notices.join('\n')}`;
}

/** @param {string} folder */
async function notice(folder) {
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const files = await readdir(folder);
  const licences = files.filter((file) => /^(licen[cs]e|notice)/i.test(file));
  const texts = await Promise.all(licences.map((file) => readFile(path.join(folder, file), 'utf8')));
  const title = `${manifest.name} ${manifest.version} (${manifest.license})`;
  const source = manifest.repository?.url ?? manifest.repository ?? manifest.homepage;
  return [title, '-'.repeat(title.length), source, ...texts.map((text) => text.trim()), ''].join('\n');
}
