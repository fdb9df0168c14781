import type { SharedFileName } from "../load/model-folder.js";
import { sharedFileNames } from "../load/model-folder.js";
import type { ModelFiles } from "../load/validate.js";
import { type Bump, type Change, strongest } from "./change.js";
import { added, removed } from "./diff-keys.js";
import { diffService } from "./diff-service.js";
import { diffShared } from "./diff-shared.js";

/** One release of a folder of models; what is large is loaded when it is asked for. */
export interface ModelSet {
  /** Of its source; undefined where nobody says. */
  readonly version: string | undefined;
  /** By the names of their folders. */
  readonly services: Readonly<Record<string, ServiceOfSet>>;
  readonly shared: (name: SharedFileName) => unknown;
}

export interface ServiceOfSet {
  readonly apiVersion: string;
  /** The end of its package's name. */
  readonly clientId: string;
  /** Equal digests, equal files. */
  readonly digest: string;
  readonly load: () => ModelFiles;
}

/** What is different between two releases of a folder of models. */
export interface ModelDiff {
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** The strongest of all; undefined where nothing is different. */
  readonly bump: Bump | undefined;
  readonly services: readonly ServiceDiff[];
  /** What is different for all services: the core holds it. */
  readonly shared: readonly Change[];
}

export interface ServiceDiff {
  /** Folder of the model. */
  readonly service: string;
  readonly clientId: string;
  /** What its package was called by, where that is something else. */
  readonly formerClientId?: string;
  /** Its full name. */
  readonly title: string;
  readonly bump: Bump;
  readonly changes: readonly Change[];
}

/** Compares two releases; services whose files are the same are not opened. */
export function diffModels(before: ModelSet, after: ModelSet): ModelDiff {
  const names = [...new Set([...Object.keys(before.services), ...Object.keys(after.services)])].sort();
  const services = names.flatMap((name) => diffOne(name, before.services[name], after.services[name]));
  const shared = diffShared(sharedOf(before), sharedOf(after));
  return { from: before.version, to: after.version, bump: strongest([...services, ...shared]), services, shared };
}

function diffOne(service: string, before: ServiceOfSet | undefined, after: ServiceOfSet | undefined): ServiceDiff[] {
  if (before?.digest === after?.digest && before?.clientId === after?.clientId) return [];
  const [old, files] = [before?.load(), after?.load()];
  const changes =
    old && files ? diffService(service, old, files) : [whole(service, (files ?? old)!, files !== undefined)];
  const former = before && after && before.clientId !== after.clientId ? before.clientId : undefined;
  if (former !== undefined) tellPackage(changes, service, `package: ${former} → ${after!.clientId}`);
  const bump = strongest(changes);
  if (bump === undefined) return [];
  const { metadata } = (files ?? old)!.service;
  const title = metadata.serviceFullName ?? metadata.serviceId;
  const clientId = (after ?? before)!.clientId;
  return [{ service, clientId, ...(former !== undefined && { formerClientId: former }), title, bump, changes }];
}

/** The service keeps its folder, and its package goes by another name. */
function tellPackage(changes: Change[], service: string, text: string): void {
  const [first] = changes;
  const isTold = first?.subject === "service";
  const details = [text, ...(isTold ? first.details : [])];
  changes.splice(0, isTold ? 1 : 0, { subject: "service", kind: "changed", name: service, bump: "major", details });
}

function whole(service: string, { service: model, paginators, waiters }: ModelFiles, isNew: boolean): Change {
  const counts = [
    ["operation", Object.keys(model.operations).length],
    ["paginator", Object.keys(paginators?.pagination ?? {}).length],
    ["waiter", Object.keys(waiters?.waiters ?? {}).length],
  ] as const;
  const details = counts
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count} ${what}${count === 1 ? "" : "s"}`);
  return isNew ? added("service", service, details) : removed("service", service, details);
}

function sharedOf(set: ModelSet): Partial<Record<SharedFileName, unknown>> {
  return Object.fromEntries(sharedFileNames.map((name) => [name, set.shared(name)]));
}
