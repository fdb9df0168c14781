/** The counterpart of `@smithy/smithy-client`: the root of what services refuse with. */
export { ServiceException } from "@inia/core/generated/aws-sdk";
