import { tryCall } from "@inia/core";
import {
  AddressUnknown,
  getLabel,
  Parcels,
  ParcelsClient,
  sendParcel,
  waitUntilParcelDelivered,
} from "inia-example-own-service/parcels";
import { accessToken, startParcels } from "./server.js";

await using server = await startParcels();
const config = { region: "br-1", endpoint: server.endpoint, token: { token: accessToken }, loadConfig: false } as const;

// Every operation as a method.
const parcels = new Parcels(config);
const { ParcelId, State } = await parcels.sendParcel({
  To: { Name: "Iara", River: "Negro", Kilometre: 12 },
  Content: { Goods: ["rubber", "nuts"] },
  Grams: 1200,
});
console.log(`sent: ${State}`);

for (const Letter of ["Olá!", "Tudo bem?", "Até logo."]) {
  await parcels.sendParcel({ To: { Name: "Boto", River: "Madeira" }, Content: { Letter } });
}
const contents: string[] = [];
for await (const { Content } of parcels.getPaginator("listParcels").paginate({}, { pageSize: 3 }).items()) {
  contents.push(Content.Letter ?? Content.Goods?.join(" and ") ?? "something newer than this program");
}
console.log(`listed, on two pages: ${contents.join(", ")}`);

// Operations as values, of which a bundle holds only these.
const client = new ParcelsClient(config);
const { attempts } = await waitUntilParcelDelivered(client, { ParcelId }, { delaySeconds: 0.01 });
console.log(`delivered: seen at look ${attempts}`);

const { Label, ContentType } = await getLabel(client, { ParcelId });
console.log(`label (${ContentType}): ${(await Label.text()).split("\n").slice(0, 2).join(", ")}`);

const refused = await tryCall(client, sendParcel, {
  To: { Name: "Nessie", River: "Ness" },
  Content: { Letter: "Halò!" },
});
if (refused.ok || !(refused.error instanceof AddressUnknown)) throw new Error("A parcel went up the Ness.");
console.log(`refused: ${refused.error.name}, ${refused.error.River}: ${refused.error.message}`);
