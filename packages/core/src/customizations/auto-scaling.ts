import type { Customization } from "../client/service-descriptor.js";
import { table } from "./parts/table.js";
import { encodeUserData } from "./parts/user-data.js";

export const customizations: readonly Customization[] = /*#__PURE__*/ table({
  "before-parameter-build.auto-scaling.CreateLaunchConfiguration": encodeUserData,
});
