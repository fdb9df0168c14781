import type { Customization } from "../client/service-descriptor.js";
import { InvalidEndpointConfigurationError } from "../errors/endpoint.js";
import { nameRefusals } from "./parts/endpoint-refusals.js";
import { table } from "./parts/table.js";

export const customizations: readonly Customization[] = /*#__PURE__*/ table({
  "before-endpoint-resolution.eventbridge": /*#__PURE__*/ nameRefusals([
    [
      /^Invalid Configuration: FIPS is not supported|^EndpointId must be a valid host label\./,
      InvalidEndpointConfigurationError,
    ],
  ]),
});
