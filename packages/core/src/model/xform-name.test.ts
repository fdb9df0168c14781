import { expect, test } from "vitest";
import { xformName } from "./xform-name.js";

// The results are botocore's, which all names of all models were compared with.
test.each([
  ["GetObject", "get_object"],
  ["ListObjectsV2", "list_objects_v2"],
  ["DescribeDBInstances", "describe_db_instances"],
  ["GatewayARNs", "gateway_arns"],
  ["ListWebACLs", "list_web_acls"],
  ["SomeCNAMEs", "some_cnames"],
  ["IPV6", "ipv6"],
  ["already_done", "already_done"],
  ["Key", "key"],
  ["", ""],
  ["CreateStorediSCSIVolume", "create_stored_iscsi_volume"],
  ["DescribeCachediSCSIVolumes", "describe_cached_iscsi_volumes"],
  ["ListHITsForQualificationType", "list_hits_for_qualification_type"],
  ["ExecutePartiQLStatement", "execute_partiql_statement"],
  ["CreateOAuth2Token", "create_oauth2_token"],
  ["IntrospectOAuth2TokenWithIAM", "introspect_oauth2_token_with_iam"],
  ["GetOTelEnrichment", "get_otel_enrichment"],
  ["PutWhatsAppBusinessAccountEventDestinations", "put_whatsapp_business_account_event_destinations"],
])("%s is %s", (name, expected) => {
  expect(xformName(name)).toBe(expected);
  expect(xformName(name, "-")).toBe(name.includes("_") ? "already_done" : expected.replaceAll("_", "-"));
});

test("another separator is taken, and names that hold it stay", () => {
  expect(xformName("GetObjectAcl", " ")).toBe("get object acl");
  expect(xformName("Get-Object", "-")).toBe("Get-Object");
});

test("exceptions are these very names, with the two usual separators", () => {
  expect(xformName("WhatsAppSetupFinalization")).toBe("whats_app_setup_finalization");
  expect(xformName("CreateOAuth2Token", "+")).toBe("create+o+auth2+token");
});
