#include "adapters/config/settings_file.h"

#include <fstream>
#include <sstream>

#include "adapters/config/secret_file.h"

#include "tests/support/temp_folder.h"
#include "tests/unit/config/broken_file.h"

namespace dunghan {
namespace {

namespace fs = std::filesystem;
using tests::BrokenFile;

TEST(SettingsFile, KeepsTheDefaultsWhereNothingIsSaid) {
    const auto settings = read_settings("# nothing yet\n", "settings.yaml");
    ASSERT_TRUE(settings) << settings.error().detail;
    EXPECT_EQ(settings->mail.transport, MailTransport::maildir);
    EXPECT_EQ(settings->mail.domain, "dunghan.local");
    EXPECT_EQ(settings->mail.subject_tag, "Chuyển đổi số");
    EXPECT_TRUE(settings->mail.relay.starttls);
    EXPECT_EQ(settings->appraiser, "so-thong-tin-va-truyen-thong");
    EXPECT_FALSE(settings->before_day_includes_the_day);
}

TEST(SettingsFile, TheExampleStatesTheDefaults) {
    std::ostringstream text;
    text << std::ifstream(DUNGHAN_SOURCE_DIR "/config/settings.example.yaml").rdbuf();
    const auto settings = read_settings(text.str(), "settings.example.yaml");
    ASSERT_TRUE(settings) << settings.error().detail;
    const Settings defaults;
    EXPECT_EQ(settings->mail.transport, defaults.mail.transport);
    EXPECT_EQ(settings->mail.from, defaults.mail.from);
    EXPECT_EQ(settings->mail.domain, defaults.mail.domain);
    EXPECT_EQ(settings->mail.subject_tag, defaults.mail.subject_tag);
    EXPECT_EQ(settings->appraiser, defaults.appraiser);
    EXPECT_EQ(settings->before_day_includes_the_day, defaults.before_day_includes_the_day);
}

TEST(SettingsFile, NameAWitnessInAFolderThatIsThere) {
    const tests::TempFolder folder;
    const std::string file = (folder.path() / "settings.yaml").string();
    const auto settings = read_settings("audit:\n  witness_file: witness\n", file);
    ASSERT_TRUE(settings) << settings.error().detail;
    EXPECT_EQ(settings->witness_file, (folder.path() / "witness").string());
    const auto refused = read_settings("audit:\n  witness_file: nowhere/witness\n", file);
    ASSERT_FALSE(refused);
    EXPECT_NE(
        refused.error().detail.find(":2:17: Expected audit.witness_file to be a file in a folder"),
        std::string::npos
    ) << refused.error().detail;
}

class SettingsBesideASecret : public testing::Test {
 protected:
    SettingsBesideASecret() {
        std::ofstream(secret()) << "mật khẩu\nsecond line";
        protect(fs::perms::owner_read | fs::perms::owner_write);
    }

    [[nodiscard]] fs::path secret() const { return folder_.path() / "mail-password"; }

    void protect(fs::perms rights) const { fs::permissions(secret(), rights); }

    [[nodiscard]] Result<Settings> read() const {
        return read_settings(
            "mail:\n"
            "  transport: smtp://relay.khanhhoa.example:587\n"
            "  username: nhacviec\n"
            "  password_file: mail-password\n",
            (folder_.path() / "settings.yaml").string()
        );
    }

    tests::TempFolder folder_;
};

TEST(Settings, TheReserveOfTheDiskIsInMebibytes) {
    EXPECT_EQ(read_settings("", "x.yaml")->reserve_mib, 512U);
    EXPECT_EQ(read_settings("store:\n  reserve_mib: 0\n", "x.yaml")->reserve_mib, 0U);
    EXPECT_FALSE(read_settings("store:\n  reserve_mib: -1\n", "x.yaml"));
    EXPECT_FALSE(read_settings("store:\n  reserve: 1\n", "x.yaml"));
}

TEST_F(SettingsBesideASecret, NameTheRelayAndTheAccount) {
    const auto settings = read();
    ASSERT_TRUE(settings) << settings.error().detail;
    const MailRelay& relay = settings->mail.relay;
    EXPECT_EQ(settings->mail.transport, MailTransport::smtp);
    EXPECT_EQ(relay.host, "relay.khanhhoa.example");
    EXPECT_EQ(relay.port, 587);
    EXPECT_EQ(relay.username, "nhacviec");
    EXPECT_EQ(relay.password_file, secret().string());
    EXPECT_EQ(read_secret_file(relay.password_file).value(), "mật khẩu");
}

TEST_F(SettingsBesideASecret, AreRefusedWhenOthersMayReadIt) {
    for (const fs::perms right : {fs::perms::group_read, fs::perms::others_read}) {
        protect(fs::perms::owner_read | right);
        const auto settings = read();
        ASSERT_FALSE(settings);
        EXPECT_NE(settings.error().detail.find(":4:18: Expected"), std::string::npos);
        EXPECT_NE(settings.error().detail.find("others may read"), std::string::npos);
        EXPECT_EQ(settings.error().detail.find("mật khẩu"), std::string::npos);
        EXPECT_FALSE(read_secret_file(secret().string()));
    }
}

TEST_F(SettingsBesideASecret, AreRefusedWhenItIsNotThere) {
    fs::remove(secret());
    EXPECT_FALSE(read());
    fs::create_directory(secret());
    EXPECT_FALSE(read());
}

TEST_F(SettingsBesideASecret, AnEmptySecretIsNone) {
    std::ofstream(secret(), std::ios::trunc) << "\n";
    const auto read = read_secret_file(secret().string());
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::invalid);
}

TEST_F(SettingsBesideASecret, NameGatewaysAndTheFilesOfTheirSecrets) {
    const std::string yaml =
        "webhooks:\n"
        "  gateways:\n"
        "    - origin: https://lgsp.vn\n"
        "      token_url: https://lgsp.vn/token\n"
        "      client_id: dunghan\n"
        "      client_secret_file: mail-password\n"
        "    - origin: https://khac.vn:8443\n"
        "      token_url: https://khac.vn/oauth\n"
        "      client_id: k\n"
        "      client_secret_file: mail-password\n"
        "      scope: a b\n";
    const auto settings = read_settings(yaml, (folder_.path() / "settings.yaml").string());
    ASSERT_TRUE(settings) << settings.error().detail;
    const auto& gateways = settings->webhooks.gateways;
    ASSERT_EQ(gateways.size(), 2U);
    EXPECT_EQ(gateways[0].origin, "https://lgsp.vn");
    EXPECT_EQ(gateways[0].token_url, "https://lgsp.vn/token");
    EXPECT_EQ(gateways[0].client_id, "dunghan");
    EXPECT_EQ(gateways[0].client_secret_file, secret().string());
    EXPECT_EQ(gateways[0].scope, "");
    EXPECT_EQ(gateways[1].scope, "a b");
    protect(fs::perms::owner_read | fs::perms::others_read);
    const auto refused = read_settings(yaml, (folder_.path() / "settings.yaml").string());
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().detail.find(":6:27: Expected"), std::string::npos)
        << refused.error().detail;
}

class BrokenSettings : public testing::TestWithParam<BrokenFile> {};

TEST_P(BrokenSettings, AreRefusedAtTheirPlace) {
    tests::expect_complaint(GetParam(), read_settings);
}

INSTANTIATE_TEST_SUITE_P(
    Files,
    BrokenSettings,
    testing::Values(
        BrokenFile{
            "mial: {}\n",
            ":1:1: Expected one of mail, audit, webhooks, identity, store, appraiser, "
            "before_day_includes_the_day, but "
            "got "
            "mial"},
        BrokenFile{
            "identity:\n  issuer: https://sso.khanhhoa.example\n",
            ":2:3: Expected identity to be issuer, audience and jwks_file, all three, but got a "
            "mapping"},
        BrokenFile{
            "webhooks:\n  gateways:\n    - origin: https://lgsp.vn\n",
            ":3:7: Expected webhooks.gateways[0] to be origin, token_url, client_id and "
            "client_secret_file, all four, but got a mapping"},
        BrokenFile{
            "webhooks:\n  ca_file: nowhere.pem\n",
            ":2:12: Expected webhooks.ca_file to be a file of certificates (PEM), but got "
            "'nowhere.pem'"},
        BrokenFile{
            "mail:\n  transport: http://x.y:25\n",
            ":2:14: Expected mail.transport to be maildir, smtp://host:port or smtps://host:port, "
            "but got 'http://x.y:25'"},
        BrokenFile{
            "mail:\n  transport: smtp://u:p@relay.vn:25\n",
            ":2:14: Expected mail.transport to be maildir, smtp://host:port or smtps://host:port, "
            "but got 'smtp://u:p@relay.vn:25'"},
        BrokenFile{
            "mail:\n  transport: smtp://relay.vn\n",
            ":2:14: Expected mail.transport to be maildir, smtp://host:port or smtps://host:port, "
            "but got 'smtp://relay.vn'"},
        BrokenFile{
            "mail:\n  transport: smtp://relay.vn:25\n  starttls: never\n",
            ":3:13: Expected mail.starttls to be required, unless the relay is 127.0.0.1, but got "
            "'never'"},
        BrokenFile{
            "mail:\n  from: Sở <a@b.c>\n",
            ":2:9: Expected mail.from to be an e-mail address in ASCII (name@example.gov.vn), but "
            "got 'Sở <a@b.c>'"},
        BrokenFile{
            "mail: {domain: local}\n",
            ":1:16: Expected mail.domain to be a domain in ASCII (example.gov.vn), but got "
            "'local'"},
        BrokenFile{
            "mail: {username: x}\n",
            ":1:18: Expected mail.username to be beside a password_file, but got 'x'"},
        BrokenFile{
            "mail: {ca_file: /nowhere/ca.pem}\n",
            ":1:17: Expected mail.ca_file to be a file of certificates (PEM), but got "
            "'/nowhere/ca.pem'"},
        BrokenFile{
            "before_day_includes_the_day: yes\n",
            ":1:30: Expected before_day_includes_the_day to be one of false, true, but got 'yes'"},
        BrokenFile{
            "mail: {subject_tag: \"a\\nb\"}\n",
            ":1:21: Expected mail.subject_tag to be a text of one line, at most 1000 octets, but "
            "got a text of 3 octets"}
    )
);

}  // namespace
}  // namespace dunghan
