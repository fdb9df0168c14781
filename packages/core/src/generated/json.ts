export { json } from "../protocols/json.js";
