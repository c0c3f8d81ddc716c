// SPDX-License-Identifier: Apache-2.0
package org.penseal.peer;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.pdf.PdfMemoryUsageSetting;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import eu.europa.esig.dss.signature.resources.TempFileResourcesHandlerBuilder;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.IOException;
import java.nio.file.Path;
import org.penseal.signature.SigningKey;
import org.penseal.refusal.SigningException;

/** EU DSS as its documentation has large files signed: PDFBox, temporary files, PAdES B-B. */
final class DssSigner {
  private final SigningKey key;
  private final PAdESService service;

  DssSigner(SigningKey key) {
    this.key = key;
    PdfBoxNativeObjectFactory factory = new PdfBoxNativeObjectFactory();
    factory.setResourcesHandlerBuilder(new TempFileResourcesHandlerBuilder());
    factory.setPdfMemoryUsageSetting(PdfMemoryUsageSetting.fileOnly());
    this.service = new PAdESService(new CommonCertificateVerifier());
    this.service.setPdfObjFactory(factory);
  }

  void sign(Path input, Path output) throws SigningException, IOException {
    PAdESSignatureParameters parameters = new PAdESSignatureParameters();
    parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
    parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.setSigningCertificate(new CertificateToken(key.chain().getFirst()));
    parameters.setCheckCertificateRevocation(false);
    FileDocument document = new FileDocument(input.toFile());
    ToBeSigned toBeSigned = service.getDataToSign(document, parameters);
    byte[] value = key.sign(toBeSigned.getBytes());
    service
        .signDocument(
            document, parameters, new SignatureValue(SignatureAlgorithm.ECDSA_SHA256, value))
        .save(output.toString());
  }
}
