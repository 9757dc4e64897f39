"use strict";

// Draw the API's own description. Nothing is asked of another host, nothing read from the address.
const place = document.getElementById("swagger");

// Codes of regions are typed as any other text; formats that it does not know it complains of.
const asText = (system) => (props) =>
  system.React.createElement(system.getComponent("JsonSchema_string"), props);

SwaggerUIBundle({
  domNode: place,
  url: place.dataset.document,
  validatorUrl: null,
  deepLinking: false,
  queryConfigEnabled: false,
  persistAuthorization: false,
  plugins: [
    (system) => ({
      components: {
        "JsonSchema_string_region-code": asText(system),
        "JsonSchema_string_province-code": asText(system),
      },
    }),
  ],
});
