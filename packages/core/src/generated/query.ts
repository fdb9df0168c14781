export { query } from "../protocols/query.js";
