// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.text;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Words that would be a second name of a thing: patterns, each with the term to use. A term may
 * stand within its rival's letters.
 */
public final class RivalTerms {
  /** Of the Chinese texts. */
  public static final Map<String, String> CHINESE =
      Map.ofEntries(
          Map.entry("(?<!电子)签名人", "签署人"),
          Map.entry("签署者", "签署人"),
          Map.entry("吊销", "撤销"),
          Map.entry("操作员", "经办人"),
          Map.entry("(?<!加)密封", "封存"),
          Map.entry("手机号(?!码)", "手机号码"),
          Map.entry("身份证号(?!码)", "身份证号码"),
          Map.entry("校验位", "校验码"),
          Map.entry("读卡器", "身份证阅读器"),
          Map.entry("证件照", "证件人像 or 证件图片"),
          Map.entry("权威机构|身份认证机构", "身份核验机构"),
          Map.entry("实人核验|手机认证", "实人认证, 手机号码认证"),
          Map.entry("证据库", "档案库"),
          Map.entry("日志链", "链式日志"),
          Map.entry("芯片声明", "设备声明"),
          Map.entry("签署过程记录|签署记录", "证据清单"),
          Map.entry("无法判断", "无法判定"),
          Map.entry("案件|本案", "签署任务"),
          Map.entry("笔业务的|业务 \\{|该业务已|业务(?:未开始|处于)", "签署任务"),
          Map.entry("杂凑", "摘要值"),
          Map.entry("密码(?!钥匙|设备|套件)", "口令"),
          Map.entry("文档(?!时间戳|签名)", "文件"),
          Map.entry("(?<!密钥)份额", "密钥份额"),
          Map.entry("送签", "签署前的文件"),
          Map.entry("未进行签名|未签名。", "未产生签名。"),
          Map.entry("补加|加时间戳", "加盖时间戳"),
          Map.entry("根机构|可信的根(?!证书)|信任的根(?!证书)", "根证书"),
          Map.entry("制造商|供应商", "厂商"),
          Map.entry("签章", "签名"),
          Map.entry("非法|不对(?!应)|真证", "无效, 有误"),
          Map.entry("[\\d}] %", "no space before %"),
          Map.entry("：。|，。", "no empty ending"));

  /** Of the English texts. */
  public static final Map<String, String> ENGLISH =
      Map.ofEntries(
          Map.entry("time-stamp", "timestamp"),
          Map.entry("\\bhand signature", "handwritten signature"),
          Map.entry("kinds? of business", "business type"),
          Map.entry("ways? of identification|\\bidentification\\b", "verification method"),
          Map.entry("artefact", "evidence item"),
          Map.entry("likeness", "similarity"),
          Map.entry("vouch", "attested"),
          Map.entry("\\b(whoever|nobody|somebody|anybody)\\b", "name the actor"),
          Map.entry("\\b(anew|mend|nonsense|void)\\b", "plain words"),
          Map.entry("(tele)?phone number|\\btelephone\\b", "mobile number"),
          Map.entry("answers? on revocation", "OCSP response"),
          Map.entry("list of revoked", "certificate revocation list"),
          Map.entry("document that came in", "original document (before signing)"),
          Map.entry("(?<!penseal )evidence list|record of the signing \\(", "evidence manifest"),
          Map.entry("\\bbelieved\\b", "trusted"),
          Map.entry("cannot be told|cannot tell", "indeterminate"),
          Map.entry("worth nothing", "without legal effect"),
          Map.entry("(?<!there )\\b(is|are) no\\b(?! longer)", "is not a"),
          Map.entry("is not there\\b", "does not exist"),
          Map.entry("\\bpin\\b.*\\bblock(s|ed)?\\b|\\bunblock", "locked"),
          Map.entry("\\bmaker\\b", "manufacturer"),
          Map.entry("(?<!-)\\bink\\b", "handwriting"),
          Map.entry("\\bhis\\b", "their"),
          Map.entry("pkcs#12", "PKCS #12"),
          Map.entry("[“”]", "one kind of quotes"),
          Map.entry("\\.\\.\\.|\\w …$", "… without a space"),
          Map.entry("\\d}? tries left|tries left:? *$", "Tries left: {0}"),
          Map.entry("[\\d}] %", "no space before %"));

  private RivalTerms() {}

  /** The patterns that a text has a match of, in alphabetical order. */
  public static List<String> in(String text, Map<String, String> terms) {
    return terms.keySet().stream()
        .filter(rival -> Pattern.compile(rival, Pattern.CASE_INSENSITIVE).matcher(text).find())
        .sorted()
        .toList();
  }
}
