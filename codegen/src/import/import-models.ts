import { isUtf8 } from "node:buffer";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { diffModels, type ModelDiff, type ModelSet } from "../diff/diff-models.js";
import { openModels } from "../diff/model-set.js";
import { digestFiles } from "../load/digest.js";
import { type JsonEntry, type JsonNode, parseDocument, printDocument } from "../load/json-document.js";
import { ModelError } from "../load/model-error.js";
import {
  listServiceFolders,
  readModelFile,
  type ServiceFolder,
  serviceFileNames,
  sharedFileNames,
} from "../load/model-folder.js";
import { buildServiceTable, type NamedService, readWrittenTable, type ServiceTable } from "../load/service-table.js";
import { type ModelFiles, validateServiceFiles, validateSharedFile } from "../load/validate.js";
import { findSource, type ModelSource } from "./source.js";
import { splitProse } from "./split-prose.js";
import { type TreeChanges, type TreeFile, writeTree } from "./write-tree.js";

export interface ImportOptions {
  /** botocore's `data` folder, or the package around it. */
  readonly from: string;
  /** The folder of models to write. */
  readonly to: string;
  /** Where the prose goes; without it, prose is dropped. */
  readonly docs?: string | undefined;
  /** The version of the source, where the source does not tell. */
  readonly sourceVersion?: string | undefined;
  /** Called before each service is read. */
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

export interface ImportProgress {
  readonly service: string;
  readonly done: number;
  readonly total: number;
}

export interface ImportSummary {
  readonly version: string;
  readonly services: number;
  readonly operations: number;
  readonly models: TreeChanges;
  readonly docs: TreeChanges | undefined;
  /** What is different from the models that the folder held before; undefined where it held none. */
  readonly diff: ModelDiff | undefined;
}

/**
 * Brings AWS's service models in from a botocore release: of each service the newest API version, without prose.
 *
 * Everything is read and checked before the first byte is written; a second import of the same source writes
 * nothing.
 *
 * @throws {@link ModelError} that names file, JSON pointer and what was expected.
 */
export async function importModels(options: ImportOptions): Promise<ImportSummary> {
  const source = findSource(options.from, options.sourceVersion);
  const folders = listServiceFolders(source.dataDir);
  const shared = sharedFileNames.map((name) => readShared(source.dataDir, name));

  const services = folders.map((folder, index) => {
    options.onProgress?.({ service: folder.name, done: index, total: folders.length });
    return readService(source.dataDir, folder);
  });
  const table = buildServiceTable(services);

  const models = [
    ...services.flatMap((service) => service.facts),
    ...shared.map(({ facts }) => facts),
    { path: "services.json", text: printTable(table) },
    { path: "VERSION", text: `${source.version}\n` },
    { path: "LICENSE", text: source.license },
    { path: "NOTICE", text: notice(source) },
  ];
  const docs = [
    ...services.flatMap((service) => service.docs),
    ...shared.flatMap((file) => file.docs),
    { path: "services.json", text: printTable(table) },
    { path: "NOTICE", text: notice(source) },
  ];
  const { to, docs: docsDir } = options;
  const managed = managedFolders(to);
  const managedDocs = docsDir === undefined ? undefined : managedFolders(docsDir);
  // Before anything is written over.
  const diff = existsSync(join(to, "services.json"))
    ? diffModels(openModels(to), importedModels(source.version, services, table, shared))
    : undefined;
  return {
    version: source.version,
    services: services.length,
    operations: services.reduce((sum, service) => sum + service.operations, 0),
    models: await writeTree(to, models, managed),
    docs: managedDocs && docsDir !== undefined ? await writeTree(docsDir, docs, managedDocs) : undefined,
    diff,
  };
}

/** What was imported, in the form in which two releases are compared. */
function importedModels(
  version: string,
  services: readonly ImportedService[],
  table: ServiceTable,
  shared: readonly { readonly facts: TreeFile }[],
): ModelSet {
  return {
    version,
    services: Object.fromEntries(
      services.map(({ name, apiVersion, facts, load }) => {
        const bytes = new Map(facts.map(({ path, text }) => [path.split("/").at(-1)!, Buffer.from(text)]));
        const { clientId } = table[name]!;
        return [name, { apiVersion, clientId, digest: digestFiles(bytes, apiVersion), load }];
      }),
    ),
    shared: (name) => JSON.parse(shared.find(({ facts }) => facts.path === name)!.facts.text) as unknown,
  };
}

interface ImportedService extends NamedService {
  readonly operations: number;
  readonly facts: readonly TreeFile[];
  readonly docs: readonly TreeFile[];
  /** Parses the facts again: 445 parsed models at once would fill the memory. */
  readonly load: () => ModelFiles;
}

function readService(dataDir: string, { name, apiVersion }: ServiceFolder): ImportedService {
  const base = `${name}/${apiVersion}`;
  const facts: TreeFile[] = [];
  const prose: JsonEntry[] = [];
  for (const file of serviceFileNames) {
    const document = readDocument(join(dataDir, base, file));
    if (document === undefined) continue;
    const parts = splitProse(file, document);
    facts.push({ path: `${base}/${file}`, text: printDocument(parts.facts) });
    if (parts.prose !== undefined) prose.push({ key: file, value: parts.prose });
  }
  const load = (): ModelFiles =>
    validateServiceFiles((file) => facts.find(({ path }) => path === `${base}/${file}`)?.text, join(dataDir, base));
  const { service } = load();

  const docs: TreeFile[] = [{ path: `${base}/docs.json`, text: printDocument({ kind: "object", entries: prose }) }];
  const examples = readDocument(join(dataDir, base, "examples-1.json"));
  if (examples !== undefined) docs.push({ path: `${base}/examples-1.json`, text: printDocument(examples) });
  return {
    name,
    apiVersion,
    metadata: service.metadata,
    operations: Object.keys(service.operations).length,
    facts,
    docs,
    load,
  };
}

function readShared(dataDir: string, name: (typeof sharedFileNames)[number]): { facts: TreeFile; docs: TreeFile[] } {
  const path = join(dataDir, name);
  const document = readDocument(path);
  if (document === undefined) {
    throw new ModelError({ file: path, expected: "a file of every botocore release", found: "no such file" });
  }
  const { facts, prose } =
    name === "sdk-default-configuration.json" ? splitProse(name, document) : { facts: document, prose: undefined };
  const text = printDocument(facts);
  validateSharedFile(name, text, path);
  return { facts: { path: name, text }, docs: prose === undefined ? [] : [{ path: name, text: printDocument(prose) }] };
}

function readDocument(path: string): JsonNode | undefined {
  const bytes = readModelFile(path);
  if (bytes === undefined) return undefined;
  if (!isUtf8(bytes)) throw new ModelError({ file: path, expected: "UTF-8", found: "other bytes" });
  return parseDocument(bytes.toString("utf8"), path);
}

/** The services' folders that an earlier import wrote: only in these may anything be removed. */
function managedFolders(dir: string): ReadonlySet<string> {
  return new Set(Object.keys(readWrittenTable(dir)));
}

function printTable(table: ServiceTable): string {
  return `${JSON.stringify(table, null, 1)}\n`;
}

function notice({ version, notice: original }: ModelSource): string {
  const ours = [
    `The service models in this folder derive from botocore ${version}.`,
    "Copyright Amazon.com, Inc. or its affiliates. All Rights Reserved.",
    "Licensed under the Apache License, Version 2.0: see LICENSE.",
    "",
    "Changed by Inia: of each service only the newest API version is kept, and all files are laid out in one format;",
    "descriptive prose is left out of models.",
  ].join("\n");
  return original === undefined ? `${ours}\n` : `${ours}\n\n----\n\n${original.trim()}\n`;
}
