// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.signature.Octets;

/** A token of the demo's TSA as it comes, which a station that compares nothing would take. */
final class RawStamp {
  private RawStamp() {}

  static Octets of(CaseLab lab, Octets data) throws Exception {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    byte[] query =
        generator.generate(TSPAlgorithms.SM3, Sm3.of(data.bytes()), BigInteger.ONE).getEncoded();
    try (HttpClient http = HttpClient.newHttpClient()) {
      byte[] answer =
          http.send(
                  HttpRequest.newBuilder(DemoWorkplace.trust(lab.station).embedded().tsaUri())
                      .header("Content-Type", "application/timestamp-query")
                      .POST(HttpRequest.BodyPublishers.ofByteArray(query))
                      .build(),
                  HttpResponse.BodyHandlers.ofByteArray())
              .body();
      return Octets.of(new TimeStampResponse(answer).getTimeStampToken().getEncoded());
    }
  }
}
