#!/usr/bin/env node
/**
 * The Solidity compiler from npm behind the command line that forge expects of a native one. Forge asks for its
 * version and then for one compilation in standard JSON, read from standard input.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import solc from 'solc';

const args = process.argv.slice(2);
if (args.includes('--version')) {
  const version = solc.version().replace('Emscripten.clang', 'Linux.g++');
  process.stdout.write(`solc, the solidity compiler commandline interface\nVersion: ${version}\n`);
} else {
  const folders = [valueOf('--base-path') ?? process.cwd(), ...valuesOf('--include-path')];
  process.stdout.write(solc.compile(readFileSync(0, 'utf8'), { import: read }));

  function read(path) {
    const file = folders.map((folder) => resolve(folder, path)).find((candidate) => existsSync(candidate));
    return file ? { contents: readFileSync(file, 'utf8') } : { error: `${path} was not found` };
  }
}

function valueOf(name) {
  const index = args.indexOf(name);
  return index < 0 ? undefined : args[index + 1];
}

function valuesOf(name) {
  return args.flatMap((argument, index) => (argument === name ? [args[index + 1]] : []));
}
