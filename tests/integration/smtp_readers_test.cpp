// Two readers that share no code with us or with each other read the mails and agree.
#include <fstream>
#include <gtest/gtest.h>

#include "engine/base/text.h"

#include "adapters/mail/digest_text.h"

#include "tests/integration/smtp_relay.h"
#include "tests/unit/mail/sample_digest.h"

namespace dunghan::mail {
namespace {

using nlohmann::json;
using tests::sample_digest;
using tests::sample_settings;

constexpr const char* folder = DUNGHAN_SOURCE_DIR "/tests/integration/";

json read_by(const std::vector<std::string>& program, const std::string& file) {
    std::vector<std::string> command = program;
    command.push_back(file);
    tests::Process process(command);
    process.end_input();
    const std::string said = process.rest();
    EXPECT_EQ(process.wait(), 0) << command.front();
    return json::parse(said, nullptr, false);
}

reminder::DigestIssued crowded_digest() {
    reminder::DigestIssued digest = sample_digest();
    digest.recipient_name = "Sở Lao động – Thương binh và Xã hội, \"khối\" <văn xã>";
    for (int i = 1; i <= 60; ++i) {
        reminder::Item item = tests::late_task();
        item.code = "7." + std::to_string(i);
        item.title = "Nhiệm vụ số " + std::to_string(i) + " & <các việc> \"khác\"";
        digest.items.push_back(item);
    }
    digest.redirected = "chưa có địa chỉ thư trong danh bạ";
    digest.omitted = 3;
    return digest;
}

class Readers : public testing::TestWithParam<reminder::DigestIssued> {
 protected:
    Readers() {
        const Mail mail = compose(GetParam(), sample_settings()).value();
        std::ofstream(file_, std::ios::binary) << mail.octets;
    }

    [[nodiscard]] json python() const {
        return read_by({"/usr/bin/python3", "-B", std::string(folder) + "mail_reader.py"}, file_);
    }

    [[nodiscard]] json node() const {
        return read_by({"/usr/bin/env", "node", std::string(folder) + "mail_reader.js"}, file_);
    }

    tests::TempFolder box_;
    std::string file_ = (box_.path() / "mail.eml").string();
};

void expect_what_was_meant(const json& read, const reminder::DigestIssued& digest) {
    const MailSettings settings = sample_settings();
    const DigestText words = digest_text(digest, {settings.subject_tag, settings.contact}).value();
    EXPECT_EQ(read.at("subject"), words.subject);
    EXPECT_EQ(read.at("text"), words.text);
    EXPECT_EQ(read.at("html"), words.html);
    EXPECT_EQ(read.at("to"), digest.address);
    // Python shows a gap between the words of a name, where RFC 2047 wants none.
    EXPECT_EQ(squeeze(read.at("to_name").get<std::string>()), digest.recipient_name);
    EXPECT_EQ(read.at("from"), settings.from);
    EXPECT_EQ(read.at("message_id"), "<" + digest.message_id + ">");
    EXPECT_EQ(read.at("auto_submitted"), "auto-generated");
    EXPECT_EQ(read.at("date").get<std::int64_t>() * 1000, digest.slot.ms);
    EXPECT_TRUE(read.at("defects").empty()) << read.at("defects");
}

void expect_every_task_in_both(const json& read, const reminder::DigestIssued& digest) {
    const std::string text = read.at("text");
    const std::string html = read.at("html");
    for (const reminder::Item& item : digest.items) {
        const std::string& name = item.kind == task::Kind::plan_task ? item.code : item.title;
        EXPECT_NE(html.find(name), std::string::npos) << name;
        EXPECT_NE(text.find(name), std::string::npos) << name;
    }
}

TEST_P(Readers, PythonReadsWhatWasMeant) {
    const json read = python();
    ASSERT_TRUE(read.is_object());
    expect_what_was_meant(read, GetParam());
    expect_every_task_in_both(read, GetParam());
}

TEST_P(Readers, NodeReadsTheSame) {
    if (!std::filesystem::exists(std::string(folder) + "node_modules/mailparser")) {
        GTEST_SKIP() << "npm ci has not been run in tests/integration (./dev test runs it)";
    }
    const json read = node();
    ASSERT_TRUE(read.is_object());
    expect_what_was_meant(read, GetParam());
    expect_every_task_in_both(read, GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Digests,
    Readers,
    testing::Values(sample_digest(), crowded_digest()),
    [](const auto& digest) { return digest.index == 0 ? "Model" : "Crowded"; }
);

}  // namespace
}  // namespace dunghan::mail
