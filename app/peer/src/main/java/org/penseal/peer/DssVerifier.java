// SPDX-License-Identifier: Apache-2.0
package org.penseal.peer;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.pdf.PdfMemoryUsageSetting;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import eu.europa.esig.dss.signature.resources.TempFileResourcesHandlerBuilder;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;

/** EU DSS with its default policy, offline; one trusted certificate, shared by every file. */
final class DssVerifier {
  private final CommonCertificateVerifier trust = new CommonCertificateVerifier();
  private final PdfBoxNativeObjectFactory pdfBox = new PdfBoxNativeObjectFactory();

  DssVerifier(X509Certificate root) {
    CommonTrustedCertificateSource roots = new CommonTrustedCertificateSource();
    roots.addCertificate(new CertificateToken(root));
    trust.setTrustedCertSources(roots);
    pdfBox.setResourcesHandlerBuilder(new TempFileResourcesHandlerBuilder());
    pdfBox.setPdfMemoryUsageSetting(PdfMemoryUsageSetting.fileOnly());
  }

  /** Verifies; it must find so many signatures, all of them good. */
  void verify(Path file, int signatures) throws IOException {
    PDFDocumentValidator validator = new PDFDocumentValidator(new FileDocument(file.toFile()));
    validator.setPdfObjFactory(pdfBox);
    validator.setCertificateVerifier(trust);
    SimpleReport report = validator.validateDocument().getSimpleReport();
    for (String id : report.getSignatureIdList()) {
      if (report.getIndication(id) != Indication.TOTAL_PASSED) {
        throw new IOException(
            "DSS says "
                + report.getIndication(id)
                + " "
                + report.getSubIndication(id)
                + " "
                + report.getAdESValidationErrors(id)
                + report.getAdESValidationWarnings(id));
      }
    }
    if (report.getSignatureIdList().size() != signatures) {
      throw new IOException("DSS found " + report.getSignatureIdList().size() + " signatures");
    }
  }
}
