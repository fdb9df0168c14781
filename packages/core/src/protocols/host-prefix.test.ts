import { expect, test } from "vitest";
import { ParamValidationError } from "../errors/call.js";
import { HOST_LABEL, REQUIRED, STRING } from "../schema/codes.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { renderHostPrefix } from "./host-prefix.js";

const operation: OperationDescriptor = {
  name: "Op",
  http: ["POST", "/"],
  hostPrefix: "{AccountId}.data-",
  input: { AccountId: ["t", STRING, HOST_LABEL | REQUIRED], Other: STRING },
};

test("labels are filled from host label members", () => {
  expect(renderHostPrefix(operation, { AccountId: "123456789012" })).toBe("123456789012.data-");
});

test.each(["a/b", "a b", "", "ä", undefined])("%j cannot stand in a host name", (AccountId) => {
  expect(() => renderHostPrefix(operation, { AccountId })).toThrow(ParamValidationError);
});

test("only host label members are put into the host name", () => {
  expect(() => renderHostPrefix({ ...operation, hostPrefix: "{Other}." }, { AccountId: "1", Other: "evil" })).toThrow(
    "Invalid value for parameter(s): Other",
  );
});
