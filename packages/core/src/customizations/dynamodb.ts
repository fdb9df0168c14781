import type { Customization } from "../client/service-descriptor.js";
import { discoverEndpoints } from "./parts/endpoint-discovery.js";

export const customizations: readonly Customization[] = /*#__PURE__*/ discoverEndpoints("dynamodb");
