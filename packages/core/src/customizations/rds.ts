import type { Customization } from "../client/service-descriptor.js";
import { replaceSourceRegion } from "./parts/presigned-copy.js";
import { table } from "./parts/table.js";

export const customizations: readonly Customization[] = /*#__PURE__*/ table({
  "before-call.rds.CopyDBClusterSnapshot": replaceSourceRegion,
  "before-call.rds.CreateDBCluster": replaceSourceRegion,
  "before-call.rds.CopyDBSnapshot": replaceSourceRegion,
  "before-call.rds.CreateDBInstanceReadReplica": replaceSourceRegion,
  "before-call.rds.StartDBInstanceAutomatedBackupsReplication": replaceSourceRegion,
});
