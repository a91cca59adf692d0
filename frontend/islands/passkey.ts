// <form data-passkey="create|get" data-options="<id of a json_script>" method="post">: asks the phone for a passkey and puts its
// answer into the form's <input type="hidden" name="credential">. By hand, since old browsers lack the JSON helpers.
import { tell } from "./camera";
import { each, show } from "./each";

type Json = Record<string, unknown>;

each("form[data-passkey]", (element) => {
  const form = element as HTMLFormElement;
  const field = form.querySelector<HTMLInputElement>("input[name=credential]");
  const able = "PublicKeyCredential" in window && !isAddress(location.hostname);
  show(form.querySelector("[data-able]"), able);
  if (!able) tell(form, "unable");
  if (!able || !field) return;
  let done = false;

  form.addEventListener("submit", (event) => {
    if (done) return;
    event.preventDefault();
    tell(form, null);
    const text = document.getElementById(form.dataset.options || "");
    ask(form.dataset.passkey === "create", JSON.parse((text && text.textContent) || "{}"))
      .then((answer) => {
        field.value = JSON.stringify(answer);
        done = true;
        form.submit();
      })
      .catch((error: Error) => tell(form, error.name === "InvalidStateError" ? "known" : "refused"));
  });
});

// Passkeys belong to a name; a bare address (192.168.1.5, [fe80::1]) can have none.
function isAddress(host: string): boolean {
  return /^[\d.]+$|:/.test(host);
}

async function ask(create: boolean, options: Json): Promise<Json> {
  const publicKey = (options.publicKey || options) as Json;
  const asked: Json = Object.assign({}, publicKey, { challenge: bytes(publicKey.challenge) });
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    const known = publicKey[list] as Json[] | undefined;
    if (known) asked[list] = known.map((one) => Object.assign({}, one, { id: bytes(one.id) }));
  }
  const user = publicKey.user as Json | undefined;
  if (user) asked.user = Object.assign({}, user, { id: bytes(user.id) });

  const made = create
    ? await navigator.credentials.create({ publicKey: asked as never })
    : await navigator.credentials.get({ publicKey: asked as never });
  return written(made as PublicKeyCredential);
}

function written(made: PublicKeyCredential): Json {
  const from = made.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  const response: Json = { clientDataJSON: text(from.clientDataJSON) };
  if (from.attestationObject) response.attestationObject = text(from.attestationObject);
  if (from.authenticatorData && from.signature) response.authenticatorData = text(from.authenticatorData);
  if (from.signature) response.signature = text(from.signature);
  if (from.userHandle) response.userHandle = text(from.userHandle);
  if (from.getTransports) response.transports = from.getTransports();
  return {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    response,
    clientExtensionResults: made.getClientExtensionResults(),
  };
}

function bytes(value: unknown): Uint8Array {
  const base64 = String(value).replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  let letters = "";
  new Uint8Array(buffer).forEach((byte) => (letters += String.fromCharCode(byte)));
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
