// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.page.OpenPdf;
import org.penseal.pdf.revision.FileBytes;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.trust.CertificateFacts;

/**
 * The documents that a PDF grew from: whoever signs a document adds to its bytes, so the signed
 * file begins with it.
 */
public final class SignedBeginnings {
  private SignedBeginnings() {}

  /**
   * SM3 over each beginning of a file that the event certificate of a signature in it names, if the
   * bytes are still those. The certificates are not judged: what they name is compared.
   *
   * @param password of the PDF, or null
   * @return in no order; empty for a file without such signatures
   * @throws SigningException as {@link OpenPdf#strict}, or if the file cannot be read
   */
  public static Set<Octets> of(Path file, @Nullable String password, Hashing hashing)
      throws SigningException {
    try (PDDocument document = OpenPdf.strict(file, password);
        FileBytes bytes = new FileBytes(file)) {
      List<EvidenceBinding> bindings = OpenPdf.guarded(file, () -> bindings(document));
      RangeDigests digests =
          RangeDigests.of(
              bytes,
              hashing,
              bindings.stream().map(SignedBeginnings::wanted).collect(Collectors.toSet()));
      return bindings.stream()
          .filter(binding -> Objects.equals(digests.of(wanted(binding)), binding.documentDigest()))
          .map(EvidenceBinding::documentDigest)
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, e.getClass().getSimpleName(), e);
    }
  }

  private static List<EvidenceBinding> bindings(PDDocument document) {
    return FoundSignature.in(document).stream()
        .flatMap(signature -> binding(signature).stream())
        .filter(binding -> binding.documentLength() >= 0)
        .toList();
  }

  private static Optional<EvidenceBinding> binding(FoundSignature signature) {
    if (signature.message() == null) {
      return Optional.empty();
    }
    try {
      Optional<X509Certificate> signer = signature.message().signerCertificate();
      return signer.isEmpty() ? Optional.empty() : CertificateFacts.binding(signer.get());
    } catch (SigningException e) {
      return Optional.empty(); // names no document that anybody could read
    }
  }

  private static RangeDigests.Wanted wanted(EvidenceBinding binding) {
    return RangeDigests.Wanted.prefix(EvidenceBinding.DIGEST, binding.documentLength());
  }
}
