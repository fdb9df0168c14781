import { Project } from "ts-morph";
import type { ServiceModel } from "../model/service-model.js";
import { emitAwsSdk } from "./aws-sdk.js";
import { emitAwsSdkCommands } from "./aws-sdk-commands.js";
import { emitClient } from "./client.js";
import { emitEndpoint } from "./endpoint.js";
import { emitErrors } from "./errors.js";
import { emitIndex } from "./index-file.js";
import { emitModel } from "./model.js";
import { emitOperations } from "./operations.js";
import { emitPackageJson } from "./package-json.js";
import { emitPaginators } from "./paginators.js";
import { emitReadme } from "./readme.js";
import { emitSchemas } from "./schemas.js";
import { emitService } from "./service.js";
import { banner, type GeneratedFile } from "./source-file.js";
import { emitTypes } from "./types.js";
import { emitWaiters } from "./waiters.js";

/** What packages are made as, besides what the model says. */
export interface PackageFacts {
  readonly version: string;
  /** The range of core that generated code needs. */
  readonly coreRange: string;
  /** One's own package that all services become parts of: `my-services` has `my-services/parcels`. */
  readonly partOf?: string | undefined;
  /** `bigint`: outputs may hold bigints, and clients read them so. */
  readonly longs?: "bigint" | undefined;
}

/** The `emit` stage: all files of a package, as text; of a part of one's own package, its sources alone. */
export function emit(model: ServiceModel, facts: PackageFacts, project: Project = createProject()): GeneratedFile[] {
  const sources = emitSources(model, project);
  if (facts.partOf !== undefined) return sources.map(({ path, text }) => ({ path: path.replace(/^src\//, ""), text }));
  return [
    ...sources,
    // Of one's own services there is no client of v3's.
    emitAwsSdk(model),
    emitAwsSdkCommands(model),
    emitPackageJson(model, facts.version, facts.coreRange),
    emitReadme(model),
  ];
}

function emitSources(model: ServiceModel, project: Project): GeneratedFile[] {
  return [
    emitTypes(model, project),
    emitSchemas(model),
    emitErrors(model, project),
    emitOperations(model),
    ...emitPaginators(model),
    ...emitWaiters(model),
    endpointFile(model),
    emitModel(model),
    emitClient(model, project),
    emitService(model),
    emitIndex(model),
  ];
}

function endpointFile(model: ServiceModel): GeneratedFile {
  return { path: "src/endpoint.ts", text: `${banner(model)}\n${emitEndpoint(model.endpoint)}` };
}

/** A project that only prints: nothing is read from disk and no library is loaded. */
export function createProject(): Project {
  return new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: {
      indentationText: "  " as never,
      insertSpaceAfterOpeningAndBeforeClosingNonemptyBraces: true,
    },
  });
}
