// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.shf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penseal.app.server.refusal.ServeException.BadParameter;
import org.penseal.app.server.shf.Triple.Type;

/** What can be asked of a certificate, under the names of GM/T 0006. */
enum CertificateTag {
  /** Hexadecimal. */
  SGD_CERT_SERIAL(Type.RAW, "serialNumber"),
  /** RFC 2253. */
  SGD_CERT_ISSUER(Type.RAW, "issuer"),
  /** From and to. */
  SGD_CERT_VALID_TIME(Type.DATE_TIME, "notBefore", "notAfter"),
  /** RFC 2253. */
  SGD_CERT_SUBJECT(Type.RAW, "subject"),
  /** RFC 5280, section 4.2.1.3. */
  SGD_EXT_KEYUSAGE_INFO(Type.RAW, "keyUsage"),
  /** The last one of the subject. */
  SGD_CERT_SUBJECT_CN(Type.RAW, "commonName");

  private final Type type;
  private final List<String> fields;

  CertificateTag(Type type, String... fields) {
    this.type = type;
    this.fields = List.of(fields);
  }

  static List<String> names() {
    return Arrays.stream(values()).map(CertificateTag::name).toList();
  }

  /**
   * Those that are named.
   *
   * @throws BadParameter if one is unknown, or named twice
   */
  static List<CertificateTag> all(List<String> names) throws BadParameter {
    List<CertificateTag> all = new ArrayList<>();
    for (String name : names) {
      CertificateTag tag =
          Arrays.stream(values())
              .filter(each -> each.name().equals(name) && !all.contains(each))
              .findFirst()
              .orElseThrow(() -> new BadParameter("Tags"));
      all.add(tag);
    }
    return all;
  }

  /** Its value, of what the operation says of a certificate. */
  Triple of(JsonNode facts) {
    JsonNode first = facts.path(fields.getFirst());
    if (fields.size() == 1 && first.isTextual()) {
      return Triple.of(name(), type, first.asText());
    }
    List<String> values = new ArrayList<>();
    for (String field : fields) {
      JsonNode found = facts.path(field);
      if (found.isArray()) {
        found.forEach(each -> values.add(each.asText()));
      } else {
        values.add(found.asText());
      }
    }
    return Triple.list(name(), type, values);
  }
}
