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

}  // namespace
}  // namespace dunghan
