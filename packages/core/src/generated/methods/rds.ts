export { type DbAuthTokenOptions, generateDbAuthToken } from "../../customizations/rds/auth-token.js";
