// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.penseal.pdf.page.Sheet.Align;
import org.penseal.pdf.page.Sheet.Column;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/**
 * The demo's document: an evaluation report of a tender (评标报告) of four pages, wholly invented.
 *
 * <p>The same bytes each time. The last page has a place for the experts' signatures, found by
 * {@link #KEYWORD}.
 */
public final class DemoReport {
  /** The text beside which an expert signs; stands once in the document. */
  public static final String KEYWORD = "专家签名：";

  private static final String PROJECT = "智慧政务云平台建设项目（示例）";
  private static final String NUMBER = "DEMO-2026-0815-03";
  private static final int PAGES = 4;
  private static final long DOCUMENT_ID = 20261120L;
  private static final ZonedDateTime DATE =
      ZonedDateTime.of(2026, 11, 20, 9, 0, 0, 0, ZoneOffset.ofHours(8));

  private DemoReport() {}

  /**
   * Writes the report.
   *
   * @throws FileException.OutputNotWritable if the file cannot be written
   */
  public static void write(Path file) throws SigningException {
    try (PDDocument document = new PDDocument()) {
      document.setDocumentId(DOCUMENT_ID);
      PDDocumentInformation information = document.getDocumentInformation();
      information.setTitle("评标报告 " + NUMBER);
      information.setSubject(PROJECT);
      information.setCreator("PenSeal demo");
      information.setCreationDate(GregorianCalendar.from(DATE));
      information.setModificationDate(GregorianCalendar.from(DATE));
      PDFont font = ChineseFont.embed(document);
      cover(document, font);
      summary(document, font);
      scores(document, font);
      signatures(document, font);
      document.save(file.toFile());
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(file, e.getClass().getSimpleName(), e);
    }
  }

  private static void cover(PDDocument document, PDFont font) throws IOException {
    try (Sheet sheet = new Sheet(document, font)) {
      sheet.skip(120);
      sheet.title("评 标 报 告", 34);
      sheet.skip(14);
      sheet.centred(PROJECT, 16);
      sheet.skip(150);
      double left = Sheet.LEFT + 60;
      sheet.entry("招标编号：", NUMBER, left, 76);
      sheet.entry("招 标 人：", "示例市政务服务数据管理局", left, 76);
      sheet.entry("招标代理：", "示例工程咨询有限公司", left, 76);
      sheet.entry("评标方法：", "综合评分法", left, 76);
      sheet.entry("开标时间：", "2026 年 11 月 19 日 9 时 30 分", left, 76);
      sheet.entry("评标地点：", "示例市公共资源交易中心第三评标室", left, 76);
      sheet.skip(110);
      sheet.centred("评标委员会", 14);
      sheet.centred("二〇二六年十一月二十日", 14);
    }
  }

  private static void summary(PDDocument document, PDFont font) throws IOException {
    try (Sheet sheet = new Sheet(document, font)) {
      sheet.frame(PROJECT + "　评标报告", 2, PAGES);
      sheet.heading("一、评标概况");
      sheet.paragraph(
          "本项目于 2026 年 10 月 28 日发布招标公告，至投标截止时间共收到五家投标人的投标文件。"
              + "评标委员会由五名成员组成，其中招标人代表一名，技术、经济方面的专家四名，"
              + "专家从示例省综合评标专家库中随机抽取产生，成员名单在中标结果确定前保密。");
      sheet.paragraph(
          "评标委员会按照招标文件规定的评标标准和方法，依次进行了初步评审、详细评审和综合评分，" + "评审过程客观、公正，未发现串通投标、弄虚作假等违法情形。");
      sheet.skip(8);
      sheet.heading("二、初步评审结果");
      sheet.table(
          List.of(
              new Column(36, Align.CENTRE),
              new Column(170, Align.LEFT),
              new Column(84, Align.CENTRE),
              new Column(84, Align.CENTRE),
              new Column(84, Align.CENTRE)),
          List.of(
              List.of("序号", "投标人名称", "形式评审", "资格评审", "响应性评审"),
              List.of("1", "示例云计算股份有限公司", "通过", "通过", "通过"),
              List.of("2", "示例数智科技有限公司", "通过", "通过", "通过"),
              List.of("3", "示例信创系统有限公司", "通过", "通过", "通过"),
              List.of("4", "示例网络工程有限公司", "通过", "通过", "未通过"),
              List.of("5", "示例软件技术有限公司", "通过", "通过", "通过")));
      sheet.paragraph(
          "投标人“示例网络工程有限公司”的投标文件承诺的服务期为二十四个月，"
              + "短于招标文件要求的三十六个月，属于未对招标文件的实质性要求作出响应，"
              + "经评标委员会一致表决，否决其投标。其余四家投标人进入详细评审。");
      sheet.skip(8);
      sheet.heading("三、评分标准");
      sheet.paragraph(
          "综合评分满分一百分，其中技术部分五十分，商务部分二十分，投标报价三十分。"
              + "投标报价以有效投标报价的最低价为评标基准价，其得分为三十分，"
              + "其他投标人的报价得分按基准价除以其投标报价再乘以三十计算，保留两位小数。");
    }
  }

  private static void scores(PDDocument document, PDFont font) throws IOException {
    try (Sheet sheet = new Sheet(document, font)) {
      sheet.frame(PROJECT + "　评标报告", 3, PAGES);
      sheet.heading("四、投标报价");
      sheet.table(
          List.of(
              new Column(36, Align.CENTRE),
              new Column(180, Align.LEFT),
              new Column(130, Align.CENTRE),
              new Column(112, Align.CENTRE)),
          List.of(
              List.of("序号", "投标人名称", "投标报价（万元）", "报价得分"),
              List.of("1", "示例云计算股份有限公司", "1 286.00", "28.93"),
              List.of("2", "示例数智科技有限公司", "1 240.00", "30.00"),
              List.of("3", "示例信创系统有限公司", "1 318.50", "28.21"),
              List.of("4", "示例软件技术有限公司", "1 302.00", "28.57")));
      sheet.skip(10);
      sheet.heading("五、综合评分汇总");
      sheet.table(
          List.of(
              new Column(170, Align.LEFT),
              new Column(60, Align.CENTRE),
              new Column(60, Align.CENTRE),
              new Column(60, Align.CENTRE),
              new Column(60, Align.CENTRE),
              new Column(48, Align.CENTRE)),
          List.of(
              List.of("投标人名称", "技术部分", "商务部分", "报价", "总分", "排名"),
              List.of("示例云计算股份有限公司", "46.40", "18.60", "28.93", "93.93", "1"),
              List.of("示例数智科技有限公司", "42.80", "17.20", "30.00", "90.00", "2"),
              List.of("示例信创系统有限公司", "43.20", "16.80", "28.21", "88.21", "3"),
              List.of("示例软件技术有限公司", "39.60", "16.40", "28.57", "84.57", "4")));
      sheet.paragraph("技术部分和商务部分的得分为五名评委打分的算术平均值，各评委的打分如下。");
      sheet.skip(4);
      expertScores(sheet);
    }
  }

  private static void expertScores(Sheet sheet) throws IOException {
    sheet.table(
        List.of(
            new Column(148, Align.LEFT),
            new Column(52, Align.CENTRE),
            new Column(52, Align.CENTRE),
            new Column(52, Align.CENTRE),
            new Column(52, Align.CENTRE),
            new Column(52, Align.CENTRE),
            new Column(50, Align.CENTRE)),
        List.of(
            List.of("技术 + 商务", "评委一", "评委二", "评委三", "评委四", "评委五", "平均"),
            List.of("示例云计算股份有限公司", "65.5", "64.5", "66.0", "64.0", "65.0", "65.00"),
            List.of("示例数智科技有限公司", "60.5", "59.0", "61.0", "59.5", "60.0", "60.00"),
            List.of("示例信创系统有限公司", "60.0", "60.5", "59.5", "61.0", "59.0", "60.00"),
            List.of("示例软件技术有限公司", "56.5", "55.5", "57.0", "55.0", "56.0", "56.00")));
  }

  private static void signatures(PDDocument document, PDFont font) throws IOException {
    try (Sheet sheet = new Sheet(document, font)) {
      sheet.frame(PROJECT + "　评标报告", 4, PAGES);
      sheet.heading("六、推荐中标候选人");
      sheet.paragraph("评标委员会按照综合得分由高到低的顺序，推荐中标候选人如下：");
      sheet.table(
          List.of(
              new Column(120, Align.CENTRE),
              new Column(200, Align.LEFT),
              new Column(138, Align.CENTRE)),
          List.of(
              List.of("名次", "投标人名称", "投标报价（万元）"),
              List.of("第一中标候选人", "示例云计算股份有限公司", "1 286.00"),
              List.of("第二中标候选人", "示例数智科技有限公司", "1 240.00"),
              List.of("第三中标候选人", "示例信创系统有限公司", "1 318.50")));
      sheet.skip(8);
      sheet.heading("七、评标委员会声明");
      sheet.paragraph(
          "本人已阅读并同意本报告的全部内容，对所提出的评审意见承担个人责任。"
              + "对评标结论持有异议的成员，应当以书面方式阐述其不同意见和理由；"
              + "拒绝签字且不陈述不同意见和理由的，视为同意评标结论。");
      sheet.skip(30);
      sheet.line(KEYWORD, Sheet.LEFT + 40, 13);
      sheet.rule(Sheet.LEFT + 110, sheet.y() + 16, Sheet.LEFT + 330, sheet.y() + 16);
      sheet.skip(70);
      sheet.line("签署地点：示例市公共资源交易中心第三评标室", Sheet.LEFT + 40, 11);
      sheet.skip(4);
      sheet.line("报告日期：2026 年 11 月 20 日", Sheet.LEFT + 40, 11);
      sheet.skip(40);
      sheet.paragraph("注：本报告为演示文件，所涉单位、人员、金额和评分均为虚构；" + "签名以手写电子签名方式完成，请使用 PenSeal 验证。");
    }
  }
}
