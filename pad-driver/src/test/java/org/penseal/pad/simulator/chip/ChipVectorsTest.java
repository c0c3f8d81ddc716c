// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.jce.spec.ECPrivateKeySpec;
import org.bouncycastle.jce.spec.ECPublicKeySpec;
import org.bouncycastle.util.test.FixedSecureRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.chip.ByteString;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.chip.PadChip;
import org.penseal.pad.chip.StatementBody;
import org.penseal.pad.frame.CtapHid;
import org.penseal.pad.frame.StuFrame;

/**
 * The vectors in docs/chip-protocol.md against both sides: the host's commands and statement, and
 * the simulated chip's. Key, random number and signature of the first vector are those of GB/T
 * 32918.5 (annex A).
 */
class ChipVectorsTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final Path PAGE = Path.of("..", "docs", "chip-protocol.md");

  /** Private key, random number, and what they sign, from GB/T 32918.5. */
  private static final String D =
      "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";

  private static final String K =
      "59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21";

  private static final byte[] CHALLENGE = HEX.parseHex("000102030405060708090a0b0c0d0e0f");
  private static final Instant TIME = Instant.parse("2026-11-01T08:30:00.250Z");
  private static final PadModel MODEL = PadCatalog.load().byId("penseal-ref").orElseThrow();

  /** Key of RFC 8998, A.1, and its IV, which the chip is made to draw. */
  private static final String DATA_KEY = "0123456789abcdeffedcba9876543210";

  private static final String DATA_IV = "00001234567800000000abcd";
  private static final byte[] ASSOCIATED = {1, 2, 3};
  private static final byte[] PLAIN = "PenSeal".getBytes(StandardCharsets.US_ASCII);

  /** Pen down in the ink area, lifted, down on OK, lifted: eleven bytes each. */
  private static final List<String> REPORTS =
      List.of(
          "3491f412c00b54000a0001",
          "348000130b0b5e00100002",
          "3491f41f4014500017" + "0003",
          "348000" + "1f4014500" + "01d0004");

  @TempDir Path folder;

  @BeforeAll
  static void provider() {
    if (Security.getProvider("BC") == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
  }

  private static SecureRandom fixed() {
    return new FixedSecureRandom(HEX.parseHex(K));
  }

  private static byte[] sm3(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SM3").digest(bytes);
  }

  private static byte[] manifest() throws Exception {
    return sm3("manifest".getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] screen() throws Exception {
    byte[] white = new byte[8000];
    Arrays.fill(white, (byte) 0xFF);
    return sm3(white);
  }

  private static PrivateKey deviceKey() throws Exception {
    ECNamedCurveParameterSpec curve = ECNamedCurveTable.getParameterSpec("sm2p256v1");
    return KeyFactory.getInstance("EC", "BC")
        .generatePrivate(new ECPrivateKeySpec(new BigInteger(D, 16), curve));
  }

  private static PublicKey devicePublicKey() throws Exception {
    ECNamedCurveParameterSpec curve = ECNamedCurveTable.getParameterSpec("sm2p256v1");
    return KeyFactory.getInstance("EC", "BC")
        .generatePublic(new ECPublicKeySpec(curve.getG().multiply(new BigInteger(D, 16)), curve));
  }

  /** The one-time key of the vector is the device key again, which no real chip would do. */
  private static byte[] oneTimeKey() throws Exception {
    return Sm2.publicKeyInfo(
            new ECPublicKeyParameters(
                Sm2.DOMAIN.getG().multiply(new BigInteger(D, 16)).normalize(), Sm2.DOMAIN))
        .getEncoded("DER");
  }

  private static StatementBody hostSide() throws Exception {
    MessageDigest pen = MessageDigest.getInstance("SM3");
    REPORTS.forEach(r -> pen.update(HEX.parseHex(r)));
    PadLayout layout = MODEL.layout();
    return new StatementBody(
        StatementBody.Origin.CHIP,
        new StatementBody.Device("PSREF-430", "PS00000001", "1.00"),
        ByteString.of(CHALLENGE),
        ByteString.of(oneTimeKey()),
        new StatementBody.Pen(ByteString.of(pen.digest()), 4, 1),
        List.of(ByteString.of(screen())),
        new StatementBody.Confirm(TIME, layout.ok(), ByteString.of(screen())),
        ByteString.of(manifest()),
        7);
  }

  private ChipStatement chipSide() throws Exception {
    SimulatedDeviceAuthority authority =
        SimulatedDeviceAuthority.in(folder, Clock.fixed(TIME, ZoneOffset.UTC), new SecureRandom());
    byte[] anyCertificate = authority.certificate().getEncoded();
    ChipCase c = new ChipCase(CHALLENGE, TIME, MODEL.layout());
    c.beginCapture(screen());
    for (String report : REPORTS) {
      c.pen(HEX.parseHex(report), screen(), TIME);
    }
    DeviceIdentity device =
        new DeviceIdentity(MODEL, "PS00000001", "1.00", deviceKey(), anyCertificate);
    return ChipStatement.decode(StatementDer.make(device, c, oneTimeKey(), manifest(), 7, fixed()));
  }

  private static byte[] sealed() throws Exception {
    DataKey key = new DataKey();
    key.set(HEX.parseHex(DATA_KEY), new SecureRandom());
    byte[] data = HEX.parseHex("0003" + HEX.formatHex(ASSOCIATED) + HEX.formatHex(PLAIN));
    return key.encrypt(data, new FixedSecureRandom(HEX.parseHex(DATA_IV)));
  }

  private static Map<String, String> commands() throws Exception {
    List<byte[]> sent = new ArrayList<>();
    PadChip chip =
        new PadChip(
            apdu -> {
              sent.add(apdu);
              return new byte[] {0x6F, 0};
            });
    Map<String, org.junit.jupiter.api.function.Executable> commands = new LinkedHashMap<>();
    commands.put("INFO", chip::info);
    commands.put("DEVICE CERTIFICATE", chip::deviceCertificate);
    commands.put(
        "VERIFY PIN", () -> chip.verifyPin("12345678".getBytes(StandardCharsets.US_ASCII)));
    commands.put("BEGIN CASE", () -> chip.beginCase(CHALLENGE));
    commands.put("BEGIN CAPTURE", chip::beginCapture);
    commands.put("GENERATE", chip::generate);
    commands.put("STATEMENT", () -> chip.statement(manifest()));
    commands.put("REQUEST", () -> chip.request(new byte[300]));
    commands.put("SIGN", () -> chip.sign(new byte[] {0x31, 0}));
    commands.put("CANCEL", chip::cancel);
    commands.put("DATA KEY", () -> chip.importDataKey(HEX.parseHex(DATA_KEY)));
    commands.put("ENCRYPT", () -> chip.encrypt(ASSOCIATED, PLAIN));
    commands.put("DECRYPT", () -> chip.decrypt(ASSOCIATED, sealed()));
    Map<String, String> vectors = new LinkedHashMap<>();
    for (var command : commands.entrySet()) {
      org.junit.jupiter.api.Assertions.assertThrows(Exception.class, command.getValue());
      String hex = HEX.formatHex(sent.getLast());
      vectors.put("apdu " + command.getKey(), hex.replaceAll("(00){300}", "(300 bytes of 00)"));
    }
    byte[] packet = CtapHid.packets(1, CtapHid.MSG, sent.getFirst()).getFirst();
    byte[] report = new byte[65];
    report[0] = (byte) 0xC0;
    System.arraycopy(packet, 0, report, 1, 64);
    vectors.put("report C0 INFO", HEX.formatHex(report));
    vectors.put("frame INFO", HEX.formatHex(StuFrame.encode(report)));
    return vectors;
  }

  @Test
  void pageHasTheVectorsThatBothSidesMake() throws Exception {
    Map<String, String> vectors = commands();
    vectors.put("pen reports", String.join(" ", REPORTS));
    vectors.put("pen digest", hostSide().pen().digest().hex());
    vectors.put("private key d", D);
    vectors.put("random number k", K);
    vectors.put("statement body", HEX.formatHex(hostSide().encode()));
    vectors.put("statement signature", chipSide().signature().hex());
    vectors.put("answer to ENCRYPT", HEX.formatHex(sealed()));
    StringBuilder lines = new StringBuilder();
    vectors.forEach((name, hex) -> lines.append(name).append(": ").append(hex).append('\n'));
    String page = Files.readString(PAGE);
    int begin = page.indexOf("```vectors\n") + "```vectors\n".length();
    assertTrue(begin > 20, "the page has vectors");
    assertEquals(lines.toString(), page.substring(begin, page.indexOf("```", begin)));
  }

  @Test
  void chipAndHostWriteTheSameStatement() throws Exception {
    ChipStatement statement = chipSide();
    assertEquals(hostSide(), statement.body());
    assertEquals(HEX.formatHex(hostSide().encode()), HEX.formatHex(statement.body().encode()));
    assertTrue(statement.verifySignature(devicePublicKey()));
  }

  @Test
  void chipSignsTheVectorOfTheStandard() {
    byte[] signature =
        Sm2.sign(
            new ECPrivateKeyParameters(new BigInteger(D, 16), Sm2.DOMAIN),
            "message digest".getBytes(StandardCharsets.US_ASCII),
            fixed());
    assertEquals(
        "3046"
            + "022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
            + "022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa",
        HEX.formatHex(signature));
  }
}
