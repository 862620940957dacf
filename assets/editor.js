// The editor for SPARQL: asks the endpoint of this server alone, completes the prefixes and the ontology's terms.
const place = document.getElementById("yasgui");
const Yasgui = window.Yasgui.default || window.Yasgui.Yasgui || window.Yasgui;
const Yasqe = Yasgui.Yasqe;
const { prefixes, classes, properties } = await (await fetch(place.dataset.terms)).json();
const endpoint = new URL(place.dataset.endpoint, location.href).href;

// Words before the cursor, of a prefixed name: lkg:Cl
function completer(name, terms) {
  return {
    name,
    bulk: false,
    autoShow: false,
    isValidCompletionPosition: (yasqe) => {
      const token = yasqe.getCompleteToken();
      return !token.string.startsWith("?") && !token.string.startsWith('"');
    },
    get: async (yasqe, token) => terms.filter((term) => term.toLowerCase().startsWith(token.string.trim().toLowerCase())),
  };
}
Yasqe.defaults.autocompleters = ["variables"];
for (const [name, terms] of [["class", classes], ["property", properties], ["prefixes", Object.keys(prefixes).map((one) => `${one}:`)]]) {
  const made = completer(`letterkg-${name}`, terms);
  Yasqe.registerAutocompleter(made, true);
}

const first = `# ${place.dataset.first}
PREFIX lkg: <${prefixes.lkg}>
SELECT ?claimant (COUNT(?claim) AS ?claims) WHERE {
  ?claim a lkg:Claim ; lkg:claimant ?claimant .
}
GROUP BY ?claimant
ORDER BY DESC(?claims)
LIMIT 50
`;
const yasgui = new Yasgui(place, {
  requestConfig: { endpoint, method: "POST" },
  copyEndpointOnNewTab: true,
  endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [] },
  populateFromUrl: false,
  persistenceId: null,
  yasqe: { value: first, createShareableLink: null, showQueryButton: true, resizeable: true },
  yasr: { prefixes, errorPlugins: ["error"] },
});
window.letterkgEditor = yasgui;
