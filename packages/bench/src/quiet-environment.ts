/** Environment of measured processes: v3's warning about old Node versions would count against it. */
export const quietEnvironment: NodeJS.ProcessEnv = {
  ...process.env,
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
};
