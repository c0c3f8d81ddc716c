// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.authority;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import org.penseal.identity.IdentityClaim;

/** Claims as the protocol writes them (docs/authority-openapi.yaml). */
final class ClaimJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ClaimJson() {}

  /** The body of a verification. */
  static byte[] verification(IdentityClaim claim) {
    ObjectNode body = person(claim);
    body.put("mode", claim.mode().word());
    byte[] portrait = claim.portraitJpeg();
    if (portrait != null) {
      body.put("portrait", Base64.getEncoder().encodeToString(portrait));
    }
    if (claim.code() != null) {
      body.put("codeId", claim.code().id());
      body.put("code", claim.code().code());
    }
    return bytes(body);
  }

  /** The body with which a one-time code is asked for. */
  static byte[] phoneCode(IdentityClaim claim) {
    return bytes(person(claim));
  }

  private static ObjectNode person(IdentityClaim claim) {
    ObjectNode body = JSON.createObjectNode();
    body.put("name", claim.name());
    body.put("idNumber", claim.idNumber().text());
    if (claim.phone() != null) {
      body.put("phone", claim.phone());
    }
    return body;
  }

  private static byte[] bytes(ObjectNode body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can be written", e);
    }
  }
}
