/**
 * A name in camel case as words in lower case, as Python programs and AWS's command line know it:
 * `CreateStorediSCSIVolume` → `create_stored_iscsi_volume`. A name that contains the separator stays as it is.
 *
 * @see botocore __init__.py, xform_name
 */
export function xformName(name: string, separator = "_"): string {
  if (name.includes(separator)) return name;
  const isKnown = (separator === "_" || separator === "-") && exceptions.has(name);
  const regular = isKnown
    ? name.replace(unusualWords, (word) => word[0]!.toUpperCase() + word.slice(1).toLowerCase())
    : name;
  const split = (_: string, before: string, after: string): string => before + separator + after;
  return regular
    .replace(/[A-Z]{2,}s$/, (acronyms) => separator + acronyms.toLowerCase())
    .replace(/(.)([A-Z][a-z]+)/g, split)
    .replace(/([a-z0-9])([A-Z])/g, split)
    .toLowerCase();
}

// Only in the names below: what else holds such a word is split by the rule, as botocore splits it.
const unusualWords: RegExp = /iSCSI|HITs|PartiQL|OAuth2|OTel|WhatsApp/;

const exceptions: ReadonlySet<string> = /*#__PURE__*/ new Set([
  "AssociateWhatsAppBusinessAccount",
  "CreateCachediSCSIVolume",
  "CreateOAuth2Token",
  "CreateOAuth2TokenWithIAM",
  "CreateStorediSCSIVolume",
  "CreateWhatsAppDataset",
  "CreateWhatsAppFlow",
  "CreateWhatsAppMessageTemplate",
  "CreateWhatsAppMessageTemplateFromLibrary",
  "CreateWhatsAppMessageTemplateMedia",
  "DeleteWhatsAppFlow",
  "DeleteWhatsAppMessageMedia",
  "DeleteWhatsAppMessageTemplate",
  "DeprecateWhatsAppFlow",
  "DescribeCachediSCSIVolumes",
  "DescribeStorediSCSIVolumes",
  "DisassociateWhatsAppBusinessAccount",
  "ExecutePartiQLBatch",
  "ExecutePartiQLStatement",
  "ExecutePartiQLTransaction",
  "GetLinkedWhatsAppBusinessAccount",
  "GetLinkedWhatsAppBusinessAccountPhoneNumber",
  "GetOTelEnrichment",
  "GetWhatsAppFlow",
  "GetWhatsAppFlowPreview",
  "GetWhatsAppMessageMedia",
  "GetWhatsAppMessageTemplate",
  "IntrospectOAuth2TokenWithIAM",
  "ListHITsForQualificationType",
  "ListLinkedWhatsAppBusinessAccounts",
  "ListWhatsAppFlowAssets",
  "ListWhatsAppFlows",
  "ListWhatsAppMessageTemplates",
  "ListWhatsAppTemplateLibrary",
  "PostWhatsAppMessageMedia",
  "PublishWhatsAppFlow",
  "PutWhatsAppBusinessAccountEventDestinations",
  "RevokeOAuth2TokenWithIAM",
  "SendWhatsAppConversionEvent",
  "SendWhatsAppMessage",
  "StartOTelEnrichment",
  "StopOTelEnrichment",
  "UpdateWhatsAppFlow",
  "UpdateWhatsAppFlowAssets",
  "UpdateWhatsAppMessageTemplate",
]);
