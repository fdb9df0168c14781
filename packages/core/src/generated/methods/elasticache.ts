export { type CacheAuthTokenOptions, generateAuthToken } from "../../customizations/elasticache/auth-token.js";
