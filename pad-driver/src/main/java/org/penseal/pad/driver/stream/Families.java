// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stream;

import java.time.Duration;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.TimeoutFactor;
import org.penseal.pad.protocol.EpadReports;
import org.penseal.pad.protocol.HanvonReports;
import org.penseal.pad.protocol.PenMessage;
import org.penseal.pad.protocol.TopazPackets;
import org.penseal.pad.protocol.hid.DigitizerReports;
import org.penseal.pad.transport.FeatureTransport;
import org.penseal.pad.transport.Transport;

/** Opens pads of the families that send by themselves, each with its parser and its commands. */
public final class Families {
  private static final Duration ANSWER = TimeoutFactor.on(Duration.ofSeconds(1));

  private Families() {}

  /**
   * What reads the reports of a pad.
   *
   * @param model with the size that the device told, when it did
   * @param parser of its reports, at their beginning
   */
  public record Reading(PadModel model, PenMessage.Parser parser) {}

  /**
   * What reads the reports of a pad that sends by itself.
   *
   * @param descriptor its HID report descriptor, which only a digitizer needs
   * @throws PadException.Malformed when that has no pen
   * @throws IllegalArgumentException when the model does not send by itself
   */
  public static Reading reading(PadModel model, byte[] descriptor) throws PadException {
    return switch (model.family()) {
      case TOPAZ -> new Reading(model, new TopazPackets(model));
      case HANVON -> new Reading(model, new HanvonReports(model));
      case EPAD -> new Reading(model, new EpadReports(model));
      case DIGITIZER -> {
        DigitizerReports reports = DigitizerReports.of(descriptor, model.unitsPerMm());
        yield new Reading(model.with(reports.tablet()), reports);
      }
      case STU -> throw new IllegalArgumentException("asked, not listened to: " + model.id());
    };
  }

  /** What is known of a pad that says nothing of itself. */
  public static PadIdentity identity(PadModel model, PadOrigin origin) {
    PadIdentity.Capability capability =
        new PadIdentity.Capability(
            model.maxX(),
            model.maxY(),
            model.maxPressure(),
            model.screenWidthPx(),
            model.screenHeightPx(),
            model.rateHz(),
            0,
            0);
    return new PadIdentity(model, "", "", capability, origin);
  }

  /** A Topaz pad at a serial line. */
  public static Pad topaz(Transport line, PadModel model) throws PadException {
    StreamPad.Commands commands =
        new StreamPad.Commands() {
          @Override
          public void clear(StreamPad pad) throws PadException {
            if (model.serial().orElseThrow().clear().isPresent()) {
              int command = model.serial().orElseThrow().clear().get();
              line.write(new byte[] {(byte) command});
            }
          }
        };
    return open(line, model, new byte[0], commands);
  }

  /** A Hanvon pad; it is silent until it was initialised and opened. */
  public static Pad hanvon(FeatureTransport device, PadModel model) throws PadException {
    StreamPad.Commands commands =
        new StreamPad.Commands() {
          @Override
          public void open(StreamPad pad) throws PadException {
            command(pad, HanvonReports.INIT);
            command(pad, HanvonReports.OPEN);
          }

          @Override
          public void clear(StreamPad pad) throws PadException {
            command(pad, HanvonReports.CLEAR);
          }

          @Override
          public void close(StreamPad pad) throws PadException {
            device.setFeature(HanvonReports.command(HanvonReports.CLOSE));
          }

          private void command(StreamPad pad, int command) throws PadException {
            pad.forgetAnswers();
            device.setFeature(HanvonReports.command(command));
            pad.await(command, ANSWER);
          }
        };
    return open(device, model, new byte[0], commands);
  }

  /** An ePad. */
  public static Pad epad(FeatureTransport device, PadModel model) throws PadException {
    return open(device, model, new byte[0], StreamPad.SILENT);
  }

  /** Any digitizer; its own report descriptor says how large it is. */
  public static Pad digitizer(FeatureTransport device, PadModel model) throws PadException {
    return open(device, model, device.reportDescriptor(), StreamPad.SILENT);
  }

  private static Pad open(
      Transport transport, PadModel model, byte[] descriptor, StreamPad.Commands commands)
      throws PadException {
    Reading reading;
    try {
      reading = reading(model, descriptor);
    } catch (PadException | RuntimeException e) {
      transport.close();
      throw e;
    }
    return StreamPad.open(transport, reading.model(), reading.parser(), commands);
  }
}
