import type { Customization } from "../client/service-descriptor.js";
import { parameterAlias } from "./parts/parameter-alias.js";
import { table } from "./parts/table.js";

export const customizations: readonly Customization[] = /*#__PURE__*/ table(
  {},
  { "before-parameter-build.cloudwatch-logs.CreateExportTask": /*#__PURE__*/ parameterAlias("from", "fromTime") },
);
