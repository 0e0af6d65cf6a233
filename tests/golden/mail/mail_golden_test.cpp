// The model mail, octet for octet. Wording may change with a release (delete the files, run again,
// read the difference); the octets of one release may not depend on the machine or the hour.
#include "adapters/mail/digest_text.h"

#include "tests/golden/kept.h"
#include "tests/unit/mail/sample_digest.h"

namespace dunghan::mail {
namespace {

TEST(MailGolden, TheModelReadsAsTheOfficeWroteIt) {
    const MailSettings settings = tests::sample_settings();
    const DigestText words =
        digest_text(tests::sample_digest(), {settings.subject_tag, settings.contact}).value();
    EXPECT_EQ(
        words.subject,
        "[Chuyển đổi số] Sở Du lịch: 01 nhiệm vụ trễ hạn, 01 hồ sơ cấp độ trễ hạn (đến 25/10/2022)"
    );
    EXPECT_EQ(words.text, golden::kept("mail/so-du-lich.txt", words.text));
    EXPECT_EQ(words.html, golden::kept("mail/so-du-lich.html", words.html));
}

TEST(MailGolden, TheModelGoesOutInTheseOctets) {
    const Mail mail = compose(tests::sample_digest(), tests::sample_settings()).value();
    EXPECT_EQ(mail.octets, golden::kept("mail/so-du-lich.eml", mail.octets));
}

}  // namespace
}  // namespace dunghan::mail
