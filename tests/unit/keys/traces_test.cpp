#include "adapters/keys/traces.h"

#include <gtest/gtest.h>

namespace dunghan {
namespace {

const PersonalData an{"Nguyễn Văn An", "An.Nguyen@example.vn", "0912 345 678"};

TEST(Traces, AreFoundHoweverTheyAreWritten) {
    for (const std::string text :
         {"theo đơn của nguyen van an",
          "NGUYỄN VĂN AN",
          "gửi an.nguyen@EXAMPLE.vn",
          "hộp thư an.nguyen",
          "gọi 0912.345.678",
          "0912345678"}) {
        EXPECT_TRUE(mentions(text, an)) << text;
    }
    for (const std::string text :
         {"Nghị định 13/2023/NĐ-CP", "theo đơn ngày 12/3/2022", "Nguyễn Văn Bình", ""}) {
        EXPECT_FALSE(mentions(text, an)) << text;
    }
    EXPECT_FALSE(mentions("anything", PersonalData{}));
}

TEST(Traces, AreTakenOutOfWhatARelaySays) {
    EXPECT_EQ(
        without("550 5.1.1 <an.nguyen@example.vn>: Recipient rejected", an, "[…]"),
        "550 5.1.1 […] Recipient rejected"
    );
    EXPECT_EQ(without("User an.nguyen unknown", an, "[…]"), "User […] unknown");
    EXPECT_EQ(without("bounce+an.nguyen=example.vn@relay.vn", an, "[…]"), "[…]");
    EXPECT_EQ(without("to Nguyễn Văn An, tel 0912 345 678", an, "[…]"), "to […] tel […]");
    EXPECT_EQ(
        without("550 5.1.1 call 0912.345 678, 0912345678 or 0912 999", an, "[…]"),
        "550 5.1.1 call […] or 0912 999"
    );
    EXPECT_EQ(without("250 2.0.0 Ok: queued as 9F2", an, "[…]"), "250 2.0.0 Ok: queued as 9F2");
    EXPECT_EQ(without("451 4.3.0 later", PersonalData{}, "[…]"), "451 4.3.0 later");
}

}  // namespace
}  // namespace dunghan
