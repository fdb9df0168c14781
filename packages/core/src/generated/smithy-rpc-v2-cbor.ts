export { rpcV2Cbor } from "../protocols/rpc-v2-cbor.js";
