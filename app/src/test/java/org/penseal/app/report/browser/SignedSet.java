// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.penseal.app.Folders;
import org.penseal.app.cli.PenSeal;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.page.DemoReport;

/**
 * A folder of signed files, made by PenSeal with keys of openssl, and {@code trust} beside them.
 *
 * @param folder where they lie
 */
record SignedSet(Path folder) {
  private static final String[] P256 = {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"};
  private static final String[] P384 = {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384"};
  private static final String[] P521 = {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-521"};
  private static final String[] RSA = {"-newkey", "rsa:2048"};
  private static final String[] SM2 = {
    "-newkey", "sm2", "-sm3", "-sigopt", "distid:1234567812345678"
  };

  /** Makes valid files of every kind, and files with later revisions. */
  static SignedSet make(Path folder) throws Exception {
    Station.registerProvider();
    Files.createDirectories(folder.resolve("trust/signer"));
    SignedSet set = new SignedSet(folder);
    DemoReport.write(folder.resolve("unsigned.pdf"));
    set.sign("sm2-b", set.key(SM2), "pades-b");
    set.sign("sm2-t", set.key(SM2), "pades-t");
    set.sign("sm2-gm", set.key(SM2), "gm-cms");
    Path rsa = set.key(RSA);
    set.sign("rsa-b", rsa, "pades-b");
    set.sign("rsa-384", rsa, "pades-b", "--digest", "SHA-384");
    set.sign("rsa-pss", rsa, "pades-t", "--pss");
    set.sign("rsa-pss-512", rsa, "pades-b", "--pss", "--digest", "SHA-512");
    set.sign("p256-lta", set.key(P256), "pades-lta");
    set.sign("p384-b", set.key(P384), "pades-b");
    set.sign("p256-lt", set.key(P256), "pades-lt");
    set.sign("p521-b", set.key(P521), "pades-b");
    set.sign("chain-t", set.issuedKey(), "pades-t");
    set.untrusted();
    set.run(
        "extend",
        set.pdf("p256-lta"),
        "--out",
        set.pdf("p256-renewed"),
        "--data",
        set.data(),
        "--demo");
    set.signAgain("sm2-b", "two-signers");
    set.later("rsa-b", "rsa-b-page-added", document -> document.addPage(new PDPage()));
    set.later("sm2-gm", "sm2-gm-titled", d -> d.getDocumentInformation().setTitle("later"));
    Folders.copy(set.data().resolve("demo/trust"), folder.resolve("trust"));
    return set;
  }

  /** A whole case with the demo's devices. */
  static SignedSet demo(Path folder) throws Exception {
    SignedSet set = new SignedSet(folder);
    set.run("demo", "--out", folder, "--lang", "en", "--speed", "40");
    return set;
  }

  /** A document that opens with a password only, signed. */
  static SignedSet locked(Path folder, String password) throws Exception {
    Station.registerProvider();
    Files.createDirectories(folder.resolve("trust/signer"));
    SignedSet set = new SignedSet(folder);
    DemoReport.write(set.pdf("clear"));
    try (PDDocument document = Loader.loadPDF(set.pdf("clear").toFile())) {
      StandardProtectionPolicy policy =
          new StandardProtectionPolicy("own", password, new AccessPermission());
      policy.setEncryptionKeyLength(256);
      policy.setPreferAES(true);
      document.protect(policy);
      document.save(set.pdf("locked").toFile());
    }
    Path file = Files.writeString(folder.resolve("pdf-password"), password);
    set.signFile(
        set.pdf("locked"),
        "locked-signed",
        set.key(SM2),
        "pades-b",
        "--pdf-password-file",
        file.toString());
    return set;
  }

  Path pdf(String name) {
    return folder.resolve(name + ".pdf");
  }

  Path trust() {
    return folder.resolve("trust");
  }

  private Path data() {
    return folder.resolve("data");
  }

  List<Path> files() throws IOException {
    try (Stream<Path> listed = Files.list(folder)) {
      return listed.filter(each -> each.toString().endsWith(".pdf")).sorted().toList();
    }
  }

  private void sign(String name, Path key, String profile, String... further) {
    signFile(folder.resolve("unsigned.pdf"), name, key, profile, further);
  }

  private void signFile(Path in, String name, Path key, String profile, String... further) {
    List<Object> words = new ArrayList<>(List.of("sign", in, "--out", pdf(name)));
    words.addAll(List.of("--profile", profile, "--data", data(), "--demo", "--key", key));
    words.addAll(List.of("--password-file", key.resolveSibling("pw")));
    words.addAll(List.of(further));
    run(words.toArray());
  }

  private void signAgain(String first, String name) throws Exception {
    signFile(pdf(first), name, key(P256), "pades-t");
  }

  // Signed by somebody whose root is not among the trusted ones.
  private void untrusted() throws Exception {
    Path key = key(P256);
    sign("untrusted-b", key, "pades-b");
    Files.delete(trust().resolve("signer").resolve(folder.relativize(key).getName(0) + ".pem"));
  }

  /** Signed by somebody with this name, for this reason, into a file of this name. */
  static SignedSet named(Path folder, String name, String text) throws Exception {
    Station.registerProvider();
    Files.createDirectories(folder.resolve("trust/signer"));
    SignedSet set = new SignedSet(folder);
    DemoReport.write(set.pdf("unsigned"));
    set.sign(name, set.keyOf(text, P256), "pades-b", "--reason", text, "--location", text);
    return set;
  }

  private Path key(String... kind) throws Exception {
    return keyOf("Li Na", kind);
  }

  private Path keyOf(String name, String... kind) throws Exception {
    Path own = Files.createTempDirectory(folder, "key-");
    List<Object> words =
        new ArrayList<>(
            List.of("req", "-x509", "-nodes", "-subj", "/CN=" + name.replace("/", "\\/")));
    words.addAll(List.of("-config", config(own), "-addext", "keyUsage=critical,digitalSignature"));
    words.addAll(List.of("-addext", "basicConstraints=critical,CA:FALSE"));
    words.addAll(List.of("-keyout", own.resolve("key.pem"), "-out", own.resolve("cert.pem")));
    words.addAll(List.of(kind));
    openssl(words.toArray());
    Files.copy(
        own.resolve("cert.pem"), trust().resolve("signer").resolve(own.getFileName() + ".pem"));
    return p12(own, own.resolve("cert.pem"));
  }

  // Root and intermediate authority, of different kinds of key.
  private Path issuedKey() throws Exception {
    Path own = Files.createTempDirectory(folder, "key-");
    Path root = own.resolve("root.pem");
    openssl(
        "req",
        "-x509",
        "-nodes",
        "-newkey",
        "rsa:2048",
        "-subj",
        "/CN=Root",
        "-config",
        config(own),
        "-addext",
        "basicConstraints=critical,CA:TRUE",
        "-keyout",
        own.resolve("root.key"),
        "-out",
        root);
    Files.writeString(own.resolve("ca.ext"), "basicConstraints=critical,CA:TRUE,pathlen:0\n");
    Files.writeString(own.resolve("leaf.ext"), "keyUsage=critical,nonRepudiation\n");
    issue(own, "ca", "ec", "P-384", "root");
    issue(own, "key", "ec", "P-256", "ca");
    Files.copy(root, trust().resolve("signer").resolve(own.getFileName() + ".pem"));
    Path chain = own.resolve("chain.pem");
    Files.writeString(
        chain,
        Files.readString(own.resolve("key.pem.crt")) + Files.readString(own.resolve("ca.pem")));
    return p12(own, chain);
  }

  private void issue(Path own, String name, String kind, String curve, String issuer)
      throws Exception {
    boolean leaf = name.equals("key");
    Path key = own.resolve(leaf ? "key.pem" : name + ".key");
    Path certificate = own.resolve(leaf ? "key.pem.crt" : name + ".pem");
    openssl(
        "req",
        "-new",
        "-nodes",
        "-newkey",
        kind,
        "-pkeyopt",
        "ec_paramgen_curve:" + curve,
        "-subj",
        "/CN=" + name,
        "-config",
        config(own),
        "-keyout",
        key,
        "-out",
        own.resolve(name + ".csr"));
    openssl(
        "x509",
        "-req",
        "-in",
        own.resolve(name + ".csr"),
        "-CA",
        own.resolve(issuer + ".pem"),
        "-CAkey",
        own.resolve(issuer + ".key"),
        "-days",
        "30",
        "-sha384",
        "-extfile",
        own.resolve(leaf ? "leaf.ext" : "ca.ext"),
        "-out",
        certificate);
  }

  private static Path p12(Path own, Path chain) throws Exception {
    openssl(
        "pkcs12",
        "-export",
        "-inkey",
        own.resolve("key.pem"),
        "-in",
        chain,
        "-out",
        own.resolve("key.p12"),
        "-passout",
        "pass:pw");
    Files.writeString(own.resolve("pw"), "pw");
    return own.resolve("key.p12");
  }

  private static Path config(Path own) throws IOException {
    return Files.writeString(own.resolve("req.cnf"), "[req]\ndistinguished_name=dn\n[dn]\n");
  }

  static void openssl(Object... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    List.of(words).forEach(each -> command.add(each.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), command + "\n" + said);
  }

  /** A later revision as an editor would make it. */
  interface Edit {
    void apply(PDDocument document) throws IOException;
  }

  void later(String from, String name, Edit edit) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf(from).toFile());
        OutputStream out = Files.newOutputStream(pdf(name))) {
      edit.apply(document);
      document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
      document.saveIncremental(out);
    }
  }

  private void run(Object... words) {
    String[] all = Stream.of(words).map(Object::toString).toArray(String[]::new);
    assertEquals(0, PenSeal.run(all), () -> String.join(" ", all));
  }
}
