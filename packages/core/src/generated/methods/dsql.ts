export {
  type DbConnectAuthTokenOptions,
  generateDbConnectAdminAuthToken,
  generateDbConnectAuthToken,
} from "../../customizations/dsql/auth-token.js";
