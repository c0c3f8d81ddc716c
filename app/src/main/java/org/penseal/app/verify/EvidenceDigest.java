// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.verify.EvidenceReport.State;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.Report;
import org.penseal.signature.Octets;

/**
 * One digest that an event certificate binds, and what came out when it was computed again.
 *
 * @param name manifest, document, statement, device, ink or identity
 * @param state matches, differs, missing (it is not in the file, which is not wrong), sealed, or
 *     unknown for a statement for which nobody trusted answers
 * @param bound the SM3 in the certificate, hex
 * @param found the SM3 recomputed, hex; null where nothing can be
 */
public record EvidenceDigest(String name, State state, String bound, @Nullable String found) {

  /** Every digest of the certificate; empty for a signature without an event certificate. */
  static List<EvidenceDigest> of(Report.Signed signed, EvidenceReport report) {
    EvidenceBinding binding = signed.binding();
    if (binding == null) {
      return List.of();
    }
    EvidenceStreams streams = signed.evidence();
    Octets statement = streams == null ? null : streams.statement();
    List<EvidenceDigest> all = new ArrayList<>();
    all.add(recomputed("manifest", binding.manifestDigest(), manifest(streams)));
    Octets document = signed.documentDigest();
    String hex = document == null ? null : document.hex();
    all.add(
        new EvidenceDigest(
            "document",
            document == null ? State.DIFFERS : State.of(document.equals(binding.documentDigest())),
            binding.documentDigest().hex(),
            hex));
    all.add(stated("statement", binding.statementDigest(), statement, report));
    all.add(stated("device", binding.device().statementDigest(), statement, report));
    boolean opened = report.ink() == State.MATCHES;
    String ink = binding.inkDigest().hex();
    all.add(new EvidenceDigest("ink", report.ink(), ink, opened ? ink : null));
    all.add(new EvidenceDigest("identity", State.SEALED, binding.identity().digest().hex(), null));
    return List.copyOf(all);
  }

  private static @Nullable Octets manifest(@Nullable EvidenceStreams streams) {
    return streams == null ? null : streams.manifest();
  }

  // A digest that fits says nothing for a statement that differs, or that nobody answers for.
  private static EvidenceDigest stated(
      String name, Octets bound, @Nullable Octets content, EvidenceReport report) {
    EvidenceDigest digest = recomputed(name, bound, content);
    return digest.state == State.MATCHES
        ? new EvidenceDigest(name, report.statement(), digest.bound, digest.found)
        : digest;
  }

  private static EvidenceDigest recomputed(String name, Octets bound, @Nullable Octets content) {
    if (content == null || content.size() == 0) {
      return new EvidenceDigest(name, State.MISSING, bound.hex(), null);
    }
    String found = Sm3.hex(content.bytes());
    return new EvidenceDigest(name, State.of(found.equals(bound.hex())), bound.hex(), found);
  }
}
