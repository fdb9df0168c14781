import type { Project } from "ts-morph";
import type { ServiceModel } from "../model/service-model.js";
import type { GeneratedFile } from "./source-file.js";
export function emitPaginators(_model: ServiceModel, _project: Project): GeneratedFile[] {
  return [];
}
