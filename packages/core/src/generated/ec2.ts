export { ec2 } from "../protocols/ec2.js";
