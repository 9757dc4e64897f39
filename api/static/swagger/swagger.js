"use strict";

// Draw the API's own description. Nothing is asked of another host, nothing read from the address.
const place = document.getElementById("swagger");

SwaggerUIBundle({
  domNode: place,
  url: place.dataset.document,
  validatorUrl: null,
  deepLinking: false,
  queryConfigEnabled: false,
  persistAuthorization: false,
});
