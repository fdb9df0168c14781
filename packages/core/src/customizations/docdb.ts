import type { Customization } from "../client/service-descriptor.js";
import { replaceSourceRegion } from "./parts/presigned-copy.js";
import { table } from "./parts/table.js";

export const customizations: readonly Customization[] = /*#__PURE__*/ table({
  "before-call.docdb.CopyDBClusterSnapshot": replaceSourceRegion,
  "before-call.docdb.CreateDBCluster": replaceSourceRegion,
});
